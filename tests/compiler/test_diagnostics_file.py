"""What a file around the flow block may not say, as in Prefect: one diagnostic each."""

import pytest

from .marked import (
    TASKS,
    around_block,
    check,
    check_lowered,
    compiled,
    unmarked,
)

AROUND = [
    ("FLC101", "@task(«'x'»)\ndef f(): pass\n", "f()"),
    ("FLC103", "«@task(max_retries=2)»\ndef f(): pass\n", "f()"),
    ("FLC103", "«@task(retry_delay=helper)»\ndef f(): pass\n", "f()"),
    ("FLC105", "@task(tags=«'x'»)\ndef f(): pass\n", "f()"),
    ("FLC106", "@task\ndef f(«*a»): pass\n", "f(1)"),
    ("FLC107", "@task\ndef f(«flow»): pass\n", "f()"),
    ("FLC108", "@task\nasync def «f»(): pass\n", "f()"),
    ("FLC406", "from .names import «TABLE»\n", "inc(TABLE)"),
]
BEHIND = [
    ("FLC401", "flow.executor = «prefect.executors.Own»()"),
    ("FLC401", "flow.schedule = «prefect.schedules.Own»()"),
    ("FLC401", "flow.schedule = «prefect.schedules.clocks.Own»()"),
]
FLOWS = [
    ("FLC201", "with «Flow()» as flow:\n    inc(1)\n"),
    ("FLC008", "with «Flow('f')» as f:\n    with Flow('g') as g:\n        inc(1)\n"),
    ("FLC007", "print(«Flow»)\n"),
]
LOWERED = [
    ("class T(prefect.Task):\n    def run(self):\n        return 1\n", "go()"),
    ("def f():\n    raise prefect.engine.signals.SKIP()\n", "go()"),
    ("@task\ndef f():\n    raise prefect.engine.signals.SKIP()\n", "f()"),
    ("@task\ndef f():\n    prefect.context.get('logger').info('x')\n", "f()"),
    ("@task\ndef f():\n    import prefect\n    prefect.context.x\n", "f()"),
    ("def make():\n    @task\n    def f(): pass\n    return f\n", "go()"),
    ("class A:\n    @task\n    def f(self): pass\n", "go()"),
    ("", "with prefect.case(nums(), True):\n        go()"),
    ("", "prefect.tasks.control_flow.merge(1, 2)"),
    ("@task(timeout=3)\ndef f(): pass\n", "f()"),
    ("@task(state_handlers=[])\ndef f(): pass\n", "f()"),
    ("@task(cache_for=3)\ndef f(): pass\n", "f()"),
    ("@task(target='x')\ndef f(): pass\n", "f()"),
    ("@task(trigger=prefect.triggers.manual_only)\ndef f(): pass\n", "f()"),
]
SCHEDULES = [
    "prefect.schedules.CronSchedule('0 0 * * *')",
    "prefect.schedules.Schedule([])",
    "prefect.schedules.Schedule([prefect.schedules.clocks.CronClock('* * * * *')])",
]


@pytest.mark.parametrize(("code", "before", "block"), AROUND)
def test_around_the_block(code: str, before: str, block: str) -> None:
    check(around_block(before, block), code)


@pytest.mark.parametrize(("code", "after"), BEHIND)
def test_behind_the_block(code: str, after: str) -> None:
    check(around_block("", "a = inc(1)", f"{after}\n"), code)


@pytest.mark.parametrize(("code", "text"), FLOWS)
def test_flows(code: str, text: str) -> None:
    check(TASKS + text, code)


@pytest.mark.parametrize(("before", "block"), LOWERED)
def test_lowered(before: str, block: str) -> None:
    check_lowered(around_block(before, block))


@pytest.mark.parametrize("schedule", SCHEDULES)
def test_schedules(schedule: str) -> None:
    check_lowered(around_block("", "go()", f"flow.schedule = {schedule}\n"))


REFUSALS_FIRST = [
    around_block("ts = [inc]\n", "go()", "@task\ndef f(«*a»): pass\n"),
    around_block("", "for i in range(2):\n        inc(i)\n    «inc()»"),
    around_block("", "«inc()»\n    for i in range(2):\n        inc(i)"),
    around_block("", "a = inc(1)\n    b = a + 1\n    «a.set_upstream(a)»"),
]


@pytest.mark.parametrize("text", REFUSALS_FIRST)
def test_a_refusal_is_said_and_not_what_else_is_in_the_way(text: str) -> None:
    result = compiled(unmarked(text))
    check(text, result.diagnostics[0].code)


def test_prefect_2() -> None:
    check("from prefect import flow\n@«flow»\ndef f():\n    pass\n", "FLC007")


def test_an_attribute_that_prefect_does_not_read_is_the_programs_own() -> None:
    text = around_block("", "go()", "flow.file_name = 'x'\nprint(flow.file_name)\n")
    result = compiled(text)
    assert result.diagnostics == ()
    assert result.flows[0].left == ()
