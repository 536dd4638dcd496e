"""The stand-ins for Prefect's executors take what Prefect's take."""

from typing import Any

import pytest
from flowc.runtime.cluster.executors import DaskExecutor, LocalDaskExecutor


def test_settings_are_copied() -> None:
    given = {"n_workers": 1}
    executor = DaskExecutor(cluster_class="a.B", cluster_kwargs=given)
    executor.cluster_kwargs["n_workers"] = 2
    assert given == {"n_workers": 1}


@pytest.mark.parametrize("other", [{"cluster_class": "a.B"}, {"cluster_kwargs": {}}])
def test_an_address_goes_with_no_cluster(other: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="Cannot specify `address`"):
        DaskExecutor(address="tcp://h:1", **other)


def test_keywords_of_all_releases() -> None:
    executor = DaskExecutor(
        address="tcp://h:1",
        client_kwargs={"timeout": 5},
        debug=True,
        performance_report_path="p.html",
        disable_cancellation_event=True,
        watch_worker_status=False,
        local_processes=True,
        heartbeat_interval=100,
    )
    assert executor.client_kwargs == {"timeout": 5, "heartbeat_interval": 100}
    assert executor.performance_report_path == "p.html"


def test_keywords_without_an_address_go_to_the_cluster() -> None:
    executor = DaskExecutor(local_processes=False, n_workers=3)
    assert executor.cluster_kwargs == {"processes": False, "n_workers": 3}
    assert executor.client_kwargs == {}


def test_local_dask_schedulers() -> None:
    assert LocalDaskExecutor("threads", 4, chunksize=3).num_workers == 4
    with pytest.raises(ValueError, match="Unknown scheduler 'cluster'"):
        LocalDaskExecutor(scheduler="cluster")
