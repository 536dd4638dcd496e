from prefect import Flow, task
from prefect.triggers import any_failed


@task
def work():
    return 1


@task(trigger="all_finished")
def clean_up(x):
    return x


@task(trigger=any_failed())
def alarm(x):
    return x


with Flow("triggers") as flow:
    done = work()
    clean_up(done)
    alarm(done)
    work(task_args={"trigger": "always_run"})
