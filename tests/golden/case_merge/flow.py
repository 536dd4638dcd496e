from prefect import Flow, Parameter, case, task
from prefect.tasks.control_flow import merge
from prefect.triggers import all_finished


@task
def kind_of(number):
    return "even" if number % 2 == 0 else "odd"


@task
def halve(number):
    return number // 2


@task
def triple(number):
    return 3 * number


@task
def inc(number):
    return number + 1


@task(trigger=all_finished, skip_on_upstream_skip=False)
def report(number, kind):
    return f"{kind}: {number}"


LIMIT = 100

with Flow("case and merge") as flow:
    number = Parameter("number", default=7)
    kind = kind_of(number)
    with case(kind, "even"):
        half = halve(number)
    with case(kind, "odd"):
        larger = inc(triple(number))
        with case(larger, LIMIT):
            inc(larger)
    result = merge(half, larger)
    report(result, kind)
