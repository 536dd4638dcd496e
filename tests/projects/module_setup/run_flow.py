from prefect import Flow, task

from config import CONFIG, MESSAGES, SQUARES, first, log, others, total


@task(max_retries=0)
def show():
    log.info("showing")
    return CONFIG, dict(SQUARES), first, others, total


@task
def messages():
    return MESSAGES


with Flow("set-up") as flow:
    shown = show()
    messages(upstream_tasks=[shown])
