from prefect import Flow, task
from prefect.executors.dask import DaskExecutor


@task
def one():
    return 1


with Flow("executor attribute") as flow:
    one()

workers = 2
flow.executor = DaskExecutor(
    cluster_class="dask.distributed.LocalCluster",
    cluster_kwargs={"n_workers": workers, "processes": False},
    adapt_kwargs={"minimum": 1, "maximum": workers},
)
flow.run()
