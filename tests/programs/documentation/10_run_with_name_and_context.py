# kind: flow-run-name
import prefect
from prefect import Flow, Parameter, task


@task
def who(day):
    known = prefect.context
    print(">>", known.flow_run_name, known.flow_run_id, known.colour, day)


with Flow("named") as flow:
    who(Parameter("day", default=1))

PREFIX = "nightly"
flow.run(
    flow_run_name=f"{PREFIX} 7", flow_run_id="id-7", day=5, context={"colour": "red"}
)
