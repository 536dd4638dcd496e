from prefect import Flow, task; import json, prefect.triggers as when, math


@task
def root(x): return math.sqrt(x)


@task(trigger=when.all_finished)
def text(x): return json.dumps(x)


with Flow("one line") as flow: text(root(16.0)); root(4)
