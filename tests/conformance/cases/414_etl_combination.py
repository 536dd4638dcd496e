"""Everyday mixture: parameter, mapped fetch with retries, filter, case, resource, reference task, handler."""
import datetime
import prefect
from prefect import task, Flow, Parameter, case, resource_manager, unmapped
from prefect.tasks.control_flow import merge
from prefect.triggers import all_finished
PARAMETERS = {"days": [1, 2, 3]}
EVENTS = []

def notify(t, old, new):
    if new.is_failed():
        EVENTS.append(f"{t.name} failed")

@resource_manager
class Db:
    def __init__(self, url):
        self.url = url

    def setup(self):
        return {"url": self.url, "rows": []}

    def cleanup(self, db):
        EVENTS.append("closed")

@task(max_retries=1, retry_delay=datetime.timedelta(0), state_handlers=[notify])
def fetch(day, url):
    if day == 2 and prefect.context.task_run_count == 1:
        raise ConnectionError(day)
    return {"day": day, "n": day * 10, "url": url}

@task
def rows(items):
    return sum(i["n"] for i in items)

@task
def save(db, n):
    return f"{db['url']}: {n}"

@task(trigger=all_finished)
def report(x):
    return ("report", x)

with Flow("everyday") as flow:
    days = Parameter("days", default=[])
    url = Parameter("url", default="db://x")
    n = rows(fetch.map(days, url=unmapped(url)))
    with Db(url) as db:
        with case(n > 50, True):
            big = save(db, n)
        with case(n > 50, False):
            small = save(db, "small")
        saved = merge(big, small)
    report(saved)
flow.set_reference_tasks([saved])
