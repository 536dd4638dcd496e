from prefect import task

NAME = "tasks"
rows = [1, 2]


def helper(x):
    return NAME, x, rows


def graph(x):
    return helper(x)


@task
def extract():
    return graph("extracted")


@task
def main(found):
    return found, NAME
