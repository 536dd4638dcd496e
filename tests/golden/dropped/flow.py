from prefect import Flow, task
from prefect.run_configs import KubernetesRun
from prefect.storage import GitHub

IMAGE = "registry/image:1"


@task
def one():
    return 1


with Flow("dropped", storage=GitHub(repo="a/b", path="flow.py")) as flow:
    one()

flow.run_config = KubernetesRun(image=IMAGE, labels=["dev"])
flow.visualize()

if __name__ == "__main__":
    flow.register(project_name="examples")
    flow.run()
