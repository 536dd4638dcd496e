"""Which versions may differ, and the message when they do."""

from typing import Any

import pytest
from flowc.runtime.cluster.version_check import check_versions
from flowc.runtime.program.errors import VersionMismatch


def info(**packages: str | None) -> dict[str, Any]:
    """What Dask tells about one process."""
    usual = {"python": "3.11.7.final.0", "dask": "2026.8.0", "distributed": "2026.8.0"}
    more = {"numpy": None, "msgpack": "1.1"}
    return {"host": {}, "packages": {**usual, **more, **packages}}


def check(strict: bool = False, **workers: Any) -> None:
    found = {"client": info(), "scheduler": info(), "workers": workers}
    check_versions(found, "tcp://h:1 (from --address)", strict)


def test_equal_versions() -> None:
    check(a=info(), b=info())
    check(strict=True, a=info())


def test_other_packages_matter_only_if_strict() -> None:
    other = info(msgpack="1.2", python="3.11.9.final.0")
    check(a=other)
    with pytest.raises(VersionMismatch, match=r"python 3\.11\.9.*msgpack 1\.2"):
        check(strict=True, a=other)


@pytest.mark.parametrize(
    ("package", "version", "shown"),
    [
        ("dask", "2026.7.0", "dask 2026.7.0"),
        ("distributed", "2026.7.0", "distributed 2026.7.0"),
        ("python", "3.10.4.final.0", "python 3.10"),
    ],
)
def test_a_worker_that_differs_is_named(package: str, version: str, shown: str) -> None:
    with pytest.raises(VersionMismatch) as problem:
        check(a=info(), b=info(**{package: version}))
    message = problem.value.message
    assert f"worker b has {shown};" in message
    assert "worker a" not in message
    assert "tcp://h:1 (from --address)" in message
    assert "this program has python 3.11, dask 2026.8.0" in message
    assert problem.value.exit_code == 4


def test_the_scheduler_may_differ_alone() -> None:
    found = {"client": info(), "scheduler": info(dask="2022.12.0"), "workers": {}}
    with pytest.raises(VersionMismatch, match=r"the scheduler has dask 2022\.12\.0"):
        check_versions(found, "here", strict=False)


def test_many_workers_are_counted() -> None:
    with pytest.raises(VersionMismatch, match=r"; 2 more differ; this") as problem:
        check(False, **{f"w{n}": info(dask="1") for n in range(6)})
    assert problem.value.message.count("worker w") == 4


def test_a_worker_that_does_not_answer_is_left_out() -> None:
    check(a=info(), b="OSError: gone")
