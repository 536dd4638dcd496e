# kind: storage-method
from prefect import Flow, task
from prefect.run_configs import LocalRun
from prefect.storage import Local


@task
def one(n):
    print(">> one", n)


with Flow("stored", storage=Local(stored_as_script=False)) as flow:
    last = None
    for n in range(2):
        last = one(n, upstream_tasks=[last] if last else [])

flow.run_config = LocalRun(labels=["a"])
flow.run_config.labels.add("b")
flow.storage.add_flow(flow)
flow.storage.build()

if __name__ == "__main__":
    flow.run()
