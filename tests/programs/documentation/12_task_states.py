# kind: results
# exit: any
from prefect import Flow, task, unmapped
from prefect.engine.state import Failed, Skipped, Success
from prefect.triggers import all_finished


@task
def load():
    print(">> loads")
    return 1


@task
def rows():
    print(">> reads")
    return [1]


@task
def broken():
    print(">> breaks")


@task
def left_out():
    print(">> is left out")


@task
def inc(x, by=1):
    return x + by


@task(trigger=all_finished)
def last(x):
    return repr(x)


with Flow("given") as flow:
    one = load()
    more = rows()
    bad = broken()
    skipped = left_out()
    plain = inc(one)
    mapped = inc.map(more, by=unmapped(one))
    after_bad = inc(bad)
    after_skipped = inc(skipped)
    end = last(bad)

if __name__ == "__main__":
    known = Success(result=41)
    state = flow.run(
        task_states={
            one: known,
            more: Success(result=[5, 6]),
            bad: Failed("so it was", result=ValueError("no")),
            skipped: Skipped("not today"),
        }
    )
    print(">>", type(state).__name__)
    for each in (one, more, bad, skipped, plain, mapped, after_bad, after_skipped, end):
        found = state.result[each]
        print(">>", type(found).__name__, found.message, repr(found.result))
