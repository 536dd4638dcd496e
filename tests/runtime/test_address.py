"""Where a flow runs: the order of those who may say so, and the words for it."""

import os

import dask
import pytest
from flowc.runtime.cluster.executors import (
    DaskExecutor,
    LocalDaskExecutor,
    LocalExecutor,
)
from flowc.runtime.cluster.target import find_target
from flowc.runtime.program.errors import UsageProblem
from flowc.runtime.program.options import parse_options

PREFECT = "PREFECT__ENGINE__EXECUTOR__DASK__ADDRESS"
DEFAULT_CLASS = "PREFECT__ENGINE__EXECUTOR__DEFAULT_CLASS"


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("FLOWC_", "PREFECT__", "DASK_")):
            monkeypatch.delenv(name)


def found(executor: object = None, *argv: str) -> tuple[str, object, str]:
    target = find_target(parse_options("demo", list(argv)), executor)
    return target.kind, target.place, target.origin


def test_nothing_said_is_a_cluster_here() -> None:
    assert found() == ("new", None, "no address given")
    assert found(DaskExecutor()) == ("new", None, "no address given")


def test_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """From the weakest on, each one that is added wins."""
    monkeypatch.setenv(DEFAULT_CLASS, "prefect.executors.LocalExecutor")
    assert found()[:2] == ("local", "sync")
    with dask.config.set({"scheduler-address": "tcp://config:1"}):
        assert found() == (
            "address",
            "tcp://config:1",
            "Dask's configuration, key scheduler-address",
        )
        monkeypatch.setenv("DASK_SCHEDULER_ADDRESS", "tcp://dask:1")
        assert found()[1:] == (
            "tcp://dask:1",
            "the environment variable DASK_SCHEDULER_ADDRESS",
        )
        monkeypatch.setenv(PREFECT, "tcp://prefect:1")
        origin = f"the environment variable {PREFECT}"
        assert found()[1:] == ("tcp://prefect:1", origin)
        assert found(DaskExecutor())[1:] == ("tcp://prefect:1", origin)
        executor = DaskExecutor("tcp://source:1")
        assert found(executor)[1:] == ("tcp://source:1", "the flow's executor")
        monkeypatch.setenv("FLOWC_LOCAL", "threads")
        assert found(executor)[:2] == ("local", "threads")
        monkeypatch.setenv("FLOWC_ADDRESS", "tcp://flowc:1")
        assert found(executor)[1] == "tcp://flowc:1"
        assert found(executor, "--local", "sync") == ("local", "sync", "--local")
        file = ("file", "s.json", "--scheduler-file")
        assert found(executor, "--scheduler-file", "s.json") == file


@pytest.mark.parametrize(
    ("executor", "kind", "place"),
    [
        (LocalExecutor(), "local", "sync"),
        (LocalDaskExecutor(), "local", "threads"),
        (LocalDaskExecutor(scheduler="threading"), "local", "threads"),
        (LocalDaskExecutor("single-threaded"), "local", "sync"),
        (LocalDaskExecutor("processes"), "new", None),
        (DaskExecutor(cluster_class="a.B"), "new", "a.B"),
        (DaskExecutor(cluster_kwargs={"n_workers": 1}), "new", None),
    ],
)
def test_executors_win_over_addresses_elsewhere(
    executor: object, kind: str, place: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFECT, "tcp://prefect:1")
    assert found(executor) == (kind, place, "the flow's executor")


def test_workers_of_local_executors() -> None:
    options = parse_options("demo", [])
    target = find_target(options, LocalDaskExecutor("threads", num_workers=3))
    assert target.workers == 3
    target = find_target(options, LocalDaskExecutor("processes", num_workers=3))
    assert target.executor.cluster_kwargs == {"n_workers": 3, "threads_per_worker": 1}


def test_settings_of_the_executor_go_with_any_address(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A source that gives certificates but no address, as in Prefect."""
    monkeypatch.setenv(PREFECT, "tls://prefect:1")
    security = object()
    executor = DaskExecutor(client_kwargs={"security": security})
    target = find_target(parse_options("demo", []), executor)
    assert target.place == "tls://prefect:1"
    assert target.executor.client_kwargs["security"] is security


@pytest.mark.parametrize("package", ["prefect.executors", "prefect.engine.executors"])
@pytest.mark.parametrize(
    ("name", "kind", "place"),
    [
        ("LocalExecutor", "local", "sync"),
        ("LocalDaskExecutor", "local", "threads"),
        ("DaskExecutor", "new", None),
    ],
)
def test_prefects_default_class(
    package: str, name: str, kind: str, place: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(DEFAULT_CLASS, f"{package}.{name}")
    assert found()[:2] == (kind, place)
    assert DEFAULT_CLASS in found()[2]


def test_what_is_no_executor(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UsageProblem, match="not an executor"):
        found("threads")
    monkeypatch.setenv(DEFAULT_CLASS, "my.Executor")
    with pytest.raises(UsageProblem, match=r"my\.Executor"):
        found()


def test_the_text_names_place_and_origin() -> None:
    target = find_target(parse_options("demo", ["--address", "tcp://h:1"]))
    assert target.text == "tcp://h:1 (from --address)"
