import os

from prefect import Flow
from prefect.engine.results import LocalResult
from prefect.engine.state import Success
from prefect.executors import LocalDaskExecutor
from prefect.run_configs import KubernetesRun
from prefect.storage import Docker

IMAGE = "registry.example.com/flows:" + os.environ.get("TAG_OF_NOBODY", "latest")


def renamed_success(flow, old_state, new_state):
    """Say who it was."""
    if new_state.is_successful():
        return Success(f"{flow.name} is done", result=new_state.result)
    return new_state


class CompanyFlow(Flow):
    def __init__(self, name, **kwargs):
        super().__init__(
            name,
            storage=Docker(registry_url="registry.example.com", image_name=name),
            run_config=KubernetesRun(image=IMAGE, labels=["company"]),
            executor=LocalDaskExecutor(scheduler="threads"),
            state_handlers=[renamed_success],
            result=LocalResult(dir="."),
            **kwargs,
        )
