from prefect import Flow, task

SETTINGS = {"deep": 1}
program = "program"
argv = []


def graph():
    return "graph"


def run(x=1):
    return f"run {x}"


class Box:
    pass


@task
def main(x):
    return graph(), run(x), Box.__name__


@task
def delayed(x):
    return len(x), SETTINGS, program, argv


@task
def schedule(executor):
    return executor


with Flow("names taken") as flow:
    executor = main(run())
    main.map([1, 2])
    delayed(schedule(executor))
