"""StringFormatter: its template may also use context names."""
from prefect import task, Flow
from prefect.tasks.templates.strings import StringFormatter

@task
def v():
    return 7

with Flow("formatter") as flow:
    StringFormatter(template="{x}-{y:>3}-{flow_name}-{task_name}", name="fmt")(x=v(), y="a")
