from datetime import timedelta

from prefect import Flow, task
from prefect.engine.state import Success


def always(value):
    return lambda task, old, new: value


def at_end(value):
    return lambda task, old, new: value if new.is_successful() else new


def at_begin(value):
    return lambda task, old, new: value if new.is_running() else new


def made(name, handlers):
    @task(name=name, state_handlers=handlers)
    def one():
        return 1

    return one


@task(max_retries=1, retry_delay=timedelta(0), state_handlers=[at_end("x")])
def retried():
    return 1


with Flow("no state") as flow:
    for name, value in {"true": True, "text": "text", "class": Success, "0": 0}.items():
        made(f"always {name}", [always(value)])()
        made(f"at end {name}", [at_end(value)])()
        made(f"at begin {name}", [at_begin(value)])()
    retried()
