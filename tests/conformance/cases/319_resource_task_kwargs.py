"""name, init_task_kwargs, setup_task_kwargs and cleanup_task_kwargs of a resource manager."""
import datetime
import prefect
from prefect import task, Flow
from prefect.tasks.core.resource_manager import resource_manager

@resource_manager(
    name="Conn",
    init_task_kwargs={"tags": ["init"]},
    setup_task_kwargs={"max_retries": 1, "retry_delay": datetime.timedelta(0)},
    cleanup_task_kwargs={"name": "close it"},
)
class Res:
    def __init__(self, x, y=2):
        self.x, self.y = x, y

    def setup(self):
        if prefect.context.task_run_count == 1:
            raise OSError("first")
        return (self.x, self.y, prefect.context.task_run_count)

    def cleanup(self, r):
        return r

@task
def use(r):
    return r

with Flow("resource-kwargs") as flow:
    with Res(1, y=5) as r:
        use(r)
