"""A flow that names its run, and leaves artifacts and key-value pairs."""

import os
from datetime import timedelta

import prefect
from prefect import Flow, task
from prefect.backend import delete_key, get_key_value, list_keys, set_key_value
from prefect.backend.artifacts import (
    create_link_artifact,
    create_markdown_artifact,
    delete_artifact,
    update_markdown_artifact,
)
from prefect.backend.flow_run import FlowRunView
from prefect.client import Client


@task
def rename(day):
    client = Client()
    return client.set_flow_run_name(prefect.context.get("flow_run_id"), f"day {day}")


@task(max_retries=1, retry_delay=timedelta(0))
def store(n):
    create_markdown_artifact(f"# {n}")
    set_key_value(f"n{n}", {"n": n, "worker": os.getpid()})
    if prefect.context.task_run_count == 1:
        raise ValueError("again")


@task(timeout=30)
def within_time(stored, seen):
    create_link_artifact("http://example.com/a")
    update_markdown_artifact(None, "late")
    set_key_value("late", get_key_value("early") + 1)
    return [get_key_value(f"n{n}")["n"] for n in range(4)], get_key_value("late")


@task
def look(done):
    view = FlowRunView.from_flow_run_id(prefect.context.flow_run_id)
    info = prefect.Client().get_flow_run_info(prefect.context.flow_run_id)
    create_link_artifact("gone")
    delete_artifact(None)
    return view.name, info.name, view.state.is_running()


@task
def clear(done):
    keys = list_keys()
    return [delete_key(key) for key in keys if key.startswith("n")], list_keys()


@task
def missing(done):
    return get_key_value("n1")


@task
def ask():
    return Client().graphql("query { flow { id } }")


with Flow("own run") as flow:
    named = rename("monday")
    stored = store.map([0, 1, 2, 3], upstream_tasks=[prefect.unmapped(named)])
    last = within_time(stored, look(named))
    cleared = clear(last)
    missing(cleared)
    ask()
