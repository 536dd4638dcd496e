from prefect import task

from cache import client, reset


@task
def use(label):
    return label, client().number, client() is client()


@task
def close():
    reset()
