from plots import FIGURE, draw
from prefect import task


@task
def rows():
    return [1, 2]


def plot_all():
    return draw(FIGURE)
