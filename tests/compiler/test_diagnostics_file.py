"""What a file around the flow block may not say: one diagnostic each."""

import pytest

from .marked import TASKS, around_block, check, compiled, place

AROUND = [
    (
        "FLC401",
        "class T(«prefect.Task»):\n    def run(self):\n        return 1\n",
        "go()",
    ),
    ("FLC401", "x = «prefect.config.logging.level»\n", "inc(x)"),
    ("FLC401", "def f():\n    raise «prefect.engine.signals.SKIP»()\n", "go()"),
    ("FLC401", "def f():\n    «prefect.context.get»('x')\n", "go()"),
    ("FLC401", "s = «prefect.tasks.shell.ShellTask»()\n", "s(command='ls')"),
    ("FLC401", "", "with «prefect.case»(nums(), True):\n        go()"),
    ("FLC401", "", "with «prefect.tags»('a'):\n        go()"),
    ("FLC401", "", "inc.map(«prefect.flatten(nums())»)"),
    ("FLC401", "", "inc(«prefect.mapped(nums())»)"),
    ("FLC401", "", "«prefect.tasks.control_flow.merge(1, 2)»"),
    ("FLC401", "", "inc(«prefect.client.Secret»('x').get())"),
    ("FLC401", "", "«prefect.tasks.prefect.create_flow_run(flow_name='x')»"),
    ("FLC113", "def make():\n    @«task»\n    def f(): pass\n    return f\n", "go()"),
    ("FLC113", "class A:\n    @«task»\n    def f(self): pass\n", "go()"),
    ("FLC111", "def both(x):\n    return «inc».run(x)\n", "inc(1)"),
    ("FLC111", "ts = [«inc»]\n", "inc(1)"),
    ("FLC110", "@task\ndef «inc»(x): pass\n", "inc(1)"),
    ("FLC110", "«inc = 3»\n", "add(1)"),
    ("FLC403", "def f():\n    «import prefect»\n", "go()"),
    ("FLC102", "@task(«timeout=3»)\ndef f(): pass\n", "f()"),
    ("FLC102", "@task(«state_handlers=[]»)\ndef f(): pass\n", "f()"),
    ("FLC102", "@task(«cache_for=3»)\ndef f(): pass\n", "f()"),
    ("FLC102", "@task(«target='x'»)\ndef f(): pass\n", "f()"),
    ("FLC101", "@task(«'x'»)\ndef f(): pass\n", "f()"),
    ("FLC112", "@task(trigger=«prefect.triggers.manual_only»)\ndef f(): pass\n", "f()"),
    ("FLC106", "@task\ndef f(«*a»): pass\n", "f(1)"),
    ("FLC107", "@task\ndef f(«flow»): pass\n", "f()"),
    ("FLC108", "@task\nasync def «f»(): pass\n", "f()"),
    ("FLC109", "«@print»\n@task\ndef f(): pass\n", "f()"),
    ("FLC404", "@task\ndef f():\n    return «limit»\n", "limit = 10\n    f()"),
    ("FLC405", "from elsewhere import load\n", "«load()»"),
    ("FLC406", "«from .names import TABLE»\n", "inc(TABLE)"),
]
BEHIND = [
    ("FLC302", "«flow.set_reference_tasks([])»"),
    ("FLC302", "«flow.run_agent()»"),
    ("FLC302", "«flow.environment.executor = 3»"),
    ("FLC302", "«flow.tags += ['x']»"),
    ("FLC302", "«flow.schedule, flow.executor = 1, 2»"),
    ("FLC309", "«a.set_upstream(a)»"),
    ("FLC309", "«a.name = 'x'»"),
    ("FLC309", "«inc.max_retries = 3»"),
    ("FLC222", "«with flow»:\n    inc(2)"),
    ("FLC401", "flow.schedule = «prefect.schedules.CronSchedule»('0 0 * * *')"),
    ("FLC401", "flow.schedule = «prefect.schedules.Schedule»([])"),
    ("FLC401", "flow.executor = «prefect.executors.Own»()"),
]
FLOWS = [
    ("FLC202", "def build():\n    «with Flow('f') as flow»:\n        inc(1)\n"),
    ("FLC202", "if TASKS:\n    «with Flow('f') as flow»:\n        inc(1)\n"),
    ("FLC203", "«with Flow('f') as flow, open('x')»:\n    inc(1)\n"),
    ("FLC222", "with Flow('f') as «a.flow»:\n    inc(1)\n"),
    ("FLC222", "f = Flow('f')\nwith f:\n    inc(1)\n«with f»:\n    inc(2)\n"),
    ("FLC201", "with «Flow()» as flow:\n    inc(1)\n"),
    ("FLC302", "with Flow('f', «**{}») as flow:\n    inc(1)\n"),
    ("FLC302", "with Flow('f', «on_failure=3») as flow:\n    inc(1)\n"),
    ("FLC007", "f = «Flow»('f')\nf.add_task(inc)\n"),
    ("FLC007", "class Own(«Flow»):\n    pass\nwith Own('f') as f:\n    inc(1)\n"),
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


def test_what_may_be_a_task_of_another_file_is_a_warning() -> None:
    text = around_block("from elsewhere import load\n", "inc(«load()»)")
    check(text, "FLC405", "warning")


def test_prefect_2() -> None:
    check("from prefect import flow\n@«flow»\ndef f():\n    pass\n", "FLC007")


IMPORTED = """\
try:
    from prefect import task, Flow
except ImportError:
    task = None
@task
def one():
    return 1
with Flow("f") as flow:
    one()
"""


def test_a_guarded_import_is_left_out_with_a_note() -> None:
    result = compiled(IMPORTED)
    said = [(each.code, place(each)) for each in result.diagnostics]
    assert said == [("FLC303", (1, 1))]
    assert result.scripts


def test_an_attribute_that_prefect_does_not_read_is_a_note() -> None:
    result = compiled(around_block("", "go()", "flow.file_name = 'x'\n"))
    assert [each.code for each in result.diagnostics] == ["FLC301"]
    assert result.scripts
