from prefect import Flow, task

from store import memory


@task
def spend(n):
    memory.change(-n)  # fails: spend
    return memory.amount


with Flow("spending") as flow:
    spend(n=5)
