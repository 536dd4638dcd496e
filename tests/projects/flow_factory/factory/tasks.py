from prefect import task

SUFFIX = {1: "one", 2: "two"}


@task
def load(item, limit):
    return f"{item}/{SUFFIX[limit]}"


@task
def combine(loaded):
    return "+".join(loaded)
