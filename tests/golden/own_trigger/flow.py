from prefect import Flow, task
from prefect.engine import signals


def enough(upstream):
    """A trigger: two of the tasks before it succeeded."""
    good = [state for state in upstream.values() if state.is_successful()]
    if len(good) < 2:
        raise signals.TRIGGERFAIL(f"only {len(good)}")
    return True


@task
def one(x):
    return 6 // x


@task(trigger=enough)
def both(results):
    return "both"


with Flow("own trigger") as flow:
    numbers = [one(x) for x in (0, 1, 2)]
    both(numbers, upstream_tasks=numbers)
    both(numbers[:2], upstream_tasks=numbers[:2])
