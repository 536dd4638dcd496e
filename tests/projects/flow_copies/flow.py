from copy import deepcopy

from prefect import Flow, Parameter, task
from schedules import EVENING, MORNING


@task
def greet(time):
    return f"good {time}"


@task
def bye(greeting):
    return greeting + ", bye"


with Flow("morning") as morning:
    greet(Parameter("time", default="morning"))

morning.schedule = MORNING

evening = deepcopy(morning)
evening.name = "evening"
evening.schedule = EVENING

noon = morning.copy()
noon.name = "noon"
noon.schedule = None

with evening:
    bye(evening.get_tasks(name="greet")[0])
