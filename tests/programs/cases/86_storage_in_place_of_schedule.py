# kind: entry
# flow: flow
import prefect
from prefect import Flow, task
from prefect.run_configs import LocalRun


@task
def one():
    print(">> one")


with prefect.Flow("stored", prefect.storage.GitHub(repo="a/b", path="x.py")) as flow:
    one()

KEPT = LocalRun(labels=["a"])

with Flow("kept", KEPT) as other:
    one.copy(name="two")()

if __name__ == "__main__":
    assert other.schedule is KEPT
    flow.run(run_on_schedule=False)
