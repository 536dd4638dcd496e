"""What the runtime has for the names of Prefect's that start and watch flow runs."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

_PREFECT = "prefect.tasks.prefect"
_FLOW_RUN = (_PREFECT, f"{_PREFECT}.flow_run")
# Up to Prefect 0.12.
_CLOUD = ("prefect.tasks.cloud", "prefect.tasks.cloud.flow_run")
_BACKEND = "prefect.backend"

# The runtime's name, and the modules that have it in some version from 0.x to 1.4.
_HOMES: Mapping[str, tuple[str, ...]] = {
    "create_flow_run": _FLOW_RUN,
    "wait_for_flow_run": _FLOW_RUN,
    "get_task_run_result": _FLOW_RUN,
    "StartFlowRun": (*_FLOW_RUN, *_CLOUD),
    "FlowRunTask": (*_CLOUD, *_FLOW_RUN),
    "RenameFlowRun": (_PREFECT, f"{_PREFECT}.flow_run_rename"),
    "FlowRunView": (_BACKEND, f"{_BACKEND}.flow_run", f"{_PREFECT}.flow_run"),
    "TaskRunView": (_BACKEND, f"{_BACKEND}.task_run", f"{_BACKEND}.flow_run"),
}


def _spellings() -> Iterator[tuple[str, str]]:
    for name, homes in _HOMES.items():
        for home in homes:
            yield f"{home}.{name}", name


# The runtime's name of what stands for each dotted path into prefect.
STAND_INS: Mapping[str, str] = MappingProxyType(dict(_spellings()))
