from prefect import Flow, task


@task
def extract():
    return [1, 2, 3]


@task
def transform(values):
    return [value * 10 for value in values]


@task(name="sum")
def load(values):
    return sum(values)


with Flow("small") as flow:
    total = load(transform(extract()))
