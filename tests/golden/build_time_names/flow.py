import datetime

from prefect import Flow, task

STAGE = "test"
VERSION = 3
TAGS = ["x", STAGE]


@task(name=f"load {STAGE}")
def load(day, note=""):
    return f"{day} {note}"


@task(name="fixed " + "name")
def fixed(x):
    return x


@task(tags=TAGS)
def tagged(x):
    return x


with Flow(f"{STAGE}-flow-{VERSION}") as flow:
    day = datetime.date(2020, 1, 31)
    label = f"{STAGE!r:>8}"
    load(day - datetime.timedelta(days=VERSION), note=label)
    load(day.isoformat(), note="a" if VERSION > 2 else "b")
    fixed(tuple(TAGS))
    tagged(lambda_result := [n * 2 for n in range(VERSION)])
    tagged(len(lambda_result))
    load.map([day, day.replace(month=2, day=1)])
