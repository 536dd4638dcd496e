from datetime import timedelta

from prefect import Flow, task
from prefect.engine.cache_validators import all_inputs, duration_only
from prefect.engine.results import LocalResult
from prefect.triggers import any_failed, some_successful

PAUSE = timedelta(milliseconds=1)


def seen(task, old, new):
    """A state handler."""
    return new


def alert(task, state):
    print(f"{task.name} failed: {state.message}")


@task(
    name="load numbers",
    tags=["io", "slow"],
    max_retries=2,
    retry_delay=PAUSE,
    retry_on=OSError,
    timeout=5,
    log_stdout=True,
    checkpoint=False,
)
def load(count):
    """Numbers to work on."""
    return list(range(count))


@task(cache_for=timedelta(hours=1), cache_validator=all_inputs, cache_key="sums")
def total(numbers):
    return sum(numbers)


@task(cache_for=timedelta(hours=1), cache_validator=duration_only)
def average(numbers):
    return sum(numbers) / len(numbers)


@task(target="{task_name}.txt", result=LocalResult(dir="."))
def kept(x):
    return x + 1


@task(state_handlers=[seen], on_failure=alert)
def fails(x):
    raise ValueError(f"never {x}")


@task(trigger=any_failed, skip_on_upstream_skip=False)
def cleanup():
    return "cleaned"


@task(trigger=some_successful(at_least=1))
def some(x, y):
    return "some"


@task(slug="last-one", nout=2, task_run_name="run {x}")
def last(x):
    return x, x


with Flow("every keyword") as flow:
    numbers = load(4)
    a = total(numbers)
    b = average(numbers)
    c = kept(a)
    broken = fails(b)
    cleanup(upstream_tasks=[broken])
    some(a, broken)
    first, second = last(c)
    total([first, second])
