from prefect import Flow, task

from menu import order


@task
def dinner():
    return order("soup"), order("soup")


with Flow("kitchen") as flow:
    dinner()
