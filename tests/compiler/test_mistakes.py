"""Plain mistakes: the same diagnostic in each place of a project that may make them."""

from pathlib import Path

import pytest

from flowc.compiler.diagnostics import Diagnostic, Severity
from flowc.compiler.driver import Options, compile_source
from flowc.compiler.source import read_source

from .marked import at_mark, compiled, covered, unmarked

HEAD = """\
import json
import os
from datetime import timedelta

import prefect
from prefect import Flow, Parameter, Task, task
from prefect.schedules import CronSchedule, IntervalSchedule
from prefect.schedules.clocks import CronClock, IntervalClock
from prefect.triggers import all_finished


@task
def inc(x):
    return x


@task(nout=2)
def two():
    return 1, 2


@task
def rows():
    return [1]


class Own(Task):
    def run(self, x):
        return x


def echo(x):
    return x


def total(x):
    return sum(x)


def store(x):
    return json.dumps(x)
"""
ERRORS = [
    ("FLC115", "task(echo, trigger=«'all_finished'»)"),
    ("FLC115", "task(trigger=«True»)(echo)"),
    ("FLC115", "task(echo, trigger=«all_finished()»)"),
    ("FLC115", "inc(1, task_args={'trigger': «'always_run'»})"),
    ("FLC226", "«icn»(1)"),
    ("FLC226", "inc(«limit»)"),
    ("FLC226", "inc(1, upstream_tasks=[«nothing»])"),
    ("FLC226", "inc.map([«n» for i in range(3)])"),
    ("FLC228", "CronSchedule(«'61 25 * * *'»)"),
    ("FLC228", "CronClock(cron=«'0 0 * *'»)"),
    ("FLC228", "CronClock(«'0 0 * * mon-xyz'»)"),
    ("FLC228", "CronClock(«'@dayly'»)"),
    ("FLC229", "IntervalSchedule(interval=«timedelta(0)»)"),
    ("FLC229", "IntervalClock(«timedelta(minutes=-5)»)"),
    ("FLC229", "IntervalClock(«60 * 60»)"),
    ("FLC229", "«IntervalSchedule()»"),
    ("FLC230", "[i for i in «rows()»]"),
    ("FLC230", "list(«rows()»)"),
    ("FLC230", "sum(«inc(1)»)"),
    ("FLC230", "inc(*«rows()»)"),
    ("FLC230", "[*«rows()», 1]"),
    ("FLC230", "dict(**«rows()»)"),
    ("FLC230", "dict(zip([1], «rows()»))"),
    ("FLC230", "list(map(str, «inc.map([1])»))"),
    ("FLC230", "1 in «rows()»"),
    ("FLC230", "','.join(«rows()»)"),
    ("FLC230", "max(«Parameter('p')»)"),
    ("FLC230", "list(«two.map(upstream_tasks=[rows()])»)"),
    ("FLC231", "for «a, b» in [rows()]: pass"),
    ("FLC231", "«a, b, c» = two()"),
    ("FLC231", "«a, b» = two.map()"),
    ("FLC231", "«a, *b» = rows()"),
    ("FLC232", "«rows().dropna»()"),
    ("FLC232", "«rows().columns»"),
    ("FLC232", "len(«rows()»)"),
    ("FLC232", "int(«inc(1)»)"),
    ("FLC232", "range(«Parameter('n')»)"),
    ("FLC232", "«-inc(1)»"),
    ("FLC232", "«inc(1) << 2»"),
    ("FLC232", "«rows()[0]»[1] = 2"),
    ("FLC233", "«total(rows())»"),
]
WARNINGS = [
    ("FLC223", "1 if «inc(1) > 1» else 2"),
    ("FLC223", "not «inc(1)»"),
    ("FLC223", "«rows()» or []"),
    ("FLC223", "«inc(1)» == 1"),
    ("FLC223", "«inc(1)» in (1, 2)"),
    ("FLC223", "f'{«inc(1)»}'"),
    ("FLC223", "'%s' % «inc(1)»"),
    ("FLC223", "'{}'.format(«inc(1)»)"),
    ("FLC223", "print(«rows()»)"),
    ("FLC223", "while «inc(1)»: break"),
    ("FLC223", "assert «inc(1)»"),
    ("FLC233", "«store(rows())»"),
    ("FLC233", "«os.path.join(rows(), 'x')»"),
]
# Where a mistake may stand: other files by their name, and the flow file's own text.
BLOCK = "\n\nwith Flow('f') as flow:\n    inc(1)\n    {}\n"
LOOP = "\n\nwith Flow('f') as flow:\n    for step in range(2):\n        inc(step)\n        {}\n"
HELPER = (
    "\n\ndef helper():\n    {}\n\n\nwith Flow('f') as flow:\n    inc(1)\n    helper()\n"
)
FUNCTION = (
    "\n\ndef build():\n    with Flow('f') as flow:\n        inc(1)\n        {}\n"
    "    return flow\n"
)
PLACES = {"block": BLOCK, "loop": LOOP, "helper": HELPER, "function": FUNCTION}
# Of these, what makes a task can't stand outside a flow.
OUTSIDE = ("FLC115", "FLC226", "FLC228", "FLC229")


def said_of(folder: Path, text: str, **others: str) -> list[Diagnostic]:
    """What flowc says of a project, notes aside."""
    for name, other in others.items():
        (folder / f"{name}.py").write_text(other)
    (folder / "flow.py").write_text(text)
    result = compile_source(read_source(str(folder / "flow.py")), Options())
    return [d for d in result.diagnostics if d.severity is not Severity.NOTE]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(("code", "line"), [*ERRORS, *WARNINGS])
def test_a_mistake_in_a_file(code: str, line: str, place: str, tmp_path: Path) -> None:
    marked = HEAD + PLACES[place].format(line)
    [said] = said_of(tmp_path, unmarked(marked))
    at_mark(said, marked)
    assert (said.code, said.severity) == (code, severity_of(code, line))


@pytest.mark.parametrize(("code", "line"), [*ERRORS, *WARNINGS])
def test_a_mistake_in_another_module(code: str, line: str, tmp_path: Path) -> None:
    marked = f"{HEAD}\n\ndef helper():\n    {line}\n"
    flow = (
        "from prefect import Flow\nfrom others import helper, inc\n"
        "with Flow('f') as flow:\n    inc(1)\n    helper()\n"
    )
    [said] = said_of(tmp_path, flow, others=unmarked(marked))
    assert said.span is not None and said.span.file.endswith("others.py")
    assert covered(said, unmarked(marked)) in (inside(marked), inside(marked) + "()")
    assert (said.code, said.severity) == (code, severity_of(code, line))


@pytest.mark.parametrize(
    ("code", "line"), [each for each in ERRORS if each[0] in OUTSIDE]
)
def test_a_mistake_at_module_level(code: str, line: str, tmp_path: Path) -> None:
    marked = f"{HEAD}{line}\n" + BLOCK.format("pass")
    found = said_of(tmp_path, unmarked(marked))
    [said] = [each for each in found if each.code == code]
    at_mark(said, marked)
    assert said.severity is Severity.ERROR


def severity_of(code: str, line: str) -> Severity:
    return Severity.ERROR if (code, line) in ERRORS else Severity.WARNING


def inside(marked: str) -> str:
    return marked.partition("«")[2].partition("»")[0]


OUTSIDE_A_FLOW = [
    ("r = «inc(1)»\n", Severity.ERROR),
    ("r = «inc.map([1])»\n", Severity.ERROR),
    ("r = «Own()(1)»\n", Severity.ERROR),
    ("r = «Parameter('p') + 1»\n", Severity.ERROR),
    ("def make():\n    return «inc(1)»\n\nr = make()\n", Severity.ERROR),
    ("if os.environ.get('X'):\n    r = «inc(1)»\n", Severity.WARNING),
    ("@task\ndef late():\n    return «inc(1)»\n", Severity.WARNING),
]


@pytest.mark.parametrize(("before", "severity"), OUTSIDE_A_FLOW)
def test_a_task_called_outside_a_flow(
    before: str, severity: Severity, tmp_path: Path
) -> None:
    marked = HEAD + before + BLOCK.format("inc(2)")
    [said] = said_of(tmp_path, unmarked(marked))
    at_mark(said, marked)
    assert (said.code, said.severity) == ("FLC227", severity)


NAMES = [
    ("@task\ndef late():\n    return «undefined»\n", ""),
    ("@task\ndef late():\n    return «np».ones(3)\n", ""),
    ("@task\ndef late(x):\n    return «lmit»\nlimit = 1\n", "limit"),
    ("class A:\n    own = 1\n    def run(self):\n        return «own»\n", ""),
    ("def late():\n    return [«j» for i in range(3)]\n", ""),
    (
        "def late(row):\n    try:\n        return 1\n    except «ValueEror»:\n        pass\n",
        "ValueError",
    ),
]


@pytest.mark.parametrize(("before", "near"), NAMES)
def test_a_name_that_fails_later_is_a_warning(
    before: str, near: str, tmp_path: Path
) -> None:
    marked = HEAD + before + BLOCK.format("inc(2)")
    [said] = said_of(tmp_path, unmarked(marked))
    at_mark(said, marked)
    assert (said.code, said.severity) == ("FLC226", Severity.WARNING)
    assert f"did you mean `{near}`?" in said.message or not near


RIGHT = [
    "@task\ndef late():\n    return later()\n\ndef later():\n    return __file__\n",
    "def f():\n    global made\n    made = 1\n\n@task\ndef late():\n    return made\n",
    "try:\n    text = unicode\nexcept NameError:\n    text = str\n",
    "if os.name == 'x':\n    known = 1\n\n@task\ndef late():\n    return known\n",
    "globals()['made'] = 1\n\n@task\ndef late():\n    return made\n",
    "from somewhere import *\n\n@task\ndef late():\n    return anything\n",
    "from prefect.triggers import *\n\n@task(trigger=any_failed)\ndef late():\n    ...\n",
    "class A:\n    a = 1\n    b = a\n    c = [a for _ in __name__]\n    d = __qualname__\n".replace(
        "[a for _ in __name__]", "[i for i in (a,)]"
    ),
    "def f():\n    found: 'Nothing' = 1\n    other: Nothing = 2\n    return found\n",
    "@task\ndef late(x):\n    match x:\n        case {'a': y, **rest}:\n"
    "            return y, rest\n        case [first, *others]:\n"
    "            return first, others\n",
    "@task\ndef late(x):\n    with open(x) as a, open(x) as b:\n        return a, b\n",
    "@task\ndef late(x):\n    if (n := len(x)) > 1:\n        return n\n",
    "def chain(x, after=None):\n    y = inc(x)\n    if after:\n"
    "        y.set_upstream(after)\n    return y\n\n"
    "with Flow('g') as other:\n    chain(1, rows())\n",
    "def each(x):\n    if isinstance(x, list):\n        return [inc(i) for i in x]\n"
    "    return inc(x)\n\nwith Flow('g') as other:\n    each(rows())\n",
    "def item(x):\n    return x['a'] + 1\n\nwith Flow('g') as other:\n    item(rows())\n",
    "with Flow('g') as other:\n    a, b = two()\n    [inc(i) for i in two()]\n    a | b\n",
    "with Flow('g') as other:\n    last = None\n    for i in range(3):\n"
    "        done = inc(i)\n        if last:\n            done.set_upstream(last)\n"
    "        last = done\n",
    "with Flow('g') as other:\n    done = [inc(i) for i in range(3)]\n"
    "    for each in done:\n        inc(each)\n    rows() in done\n",
    "r = inc(1, flow=Flow('g'))\n",
    "r = inc.run(1)\n",
    "@task\ndef late():\n    with Flow('inner') as inner:\n        inc(1)\n",
    "@task\ndef use(x, trigger):\n    return x\n\nwith Flow('g') as other:\n"
    "    use(1, trigger='text')\n",
    *(
        f"CronSchedule({text!r})\n"
        for text in (
            "@daily",
            "*/5 * * * *",
            "0 6 * * mon-fri",
            "0 0 l * *",
            "0 0 * * fri#2",
            "0 0 * * * 30",
            "0 0 1 jan ?",
        )
    ),
    "IntervalClock(timedelta(seconds=60) if os.name else timedelta(0))\n",
]


@pytest.mark.parametrize("before", RIGHT)
def test_what_is_right_is_let_be(before: str, tmp_path: Path) -> None:
    text = HEAD + before + BLOCK.format("pass")
    (tmp_path / "flow.py").write_text(text)
    options = Options(flow="flow")
    result = compile_source(read_source(str(tmp_path / "flow.py")), options)
    wrong = [d for d in result.diagnostics if d.severity is not Severity.NOTE]
    assert [d for d in wrong if d.code != "FLC411"] == []


def test_no_import_of_prefect() -> None:
    text = "@task\ndef inc(x):\n    return x\n\nwith Flow('f') as flow:\n    inc(1)\n"
    found = compiled(text).diagnostics
    assert [d.code for d in found] == ["FLC226", "FLC226"]
    assert "from prefect import task" in str(found[0].help)
    assert "from prefect import Flow" in str(found[1].help)
