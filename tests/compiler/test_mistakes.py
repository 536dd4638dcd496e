"""Plain mistakes: the same diagnostic in each place of a project that may make them."""

from pathlib import Path

import pytest
from flowc.compiler.diagnostics import Diagnostic, Severity
from flowc.compiler.driver import Options, compile_source
from flowc.compiler.source import read_source, source_from_bytes

from tests.support.programs import run_in_process

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
    ("FLC232", "«rows()[0][1]» = 2"),
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
# Where mistakes may stand: each of them on a line of its own.
BLOCK = "with Flow('f') as flow:\n    inc(1)\n"
PLACES = {
    "block": (BLOCK, 4, ""),
    "loop": (f"{BLOCK}    for step in range(2):\n        inc(step)\n", 8, ""),
    "helper": ("def helper():\n", 4, f"{BLOCK}    helper()\n"),
    "function": (
        "def build():\n    with Flow('f') as flow:\n        inc(1)\n",
        8,
        "    return flow\n",
    ),
}
# What no flow is needed for.
ANYWHERE = ("FLC115", "FLC226", "FLC228", "FLC229")

Said = list[tuple[str, str, int, str]]


def said_of(folder: Path, text: str, **others: str) -> list[Diagnostic]:
    """What flowc says of a project, notes aside."""
    for name, other in others.items():
        (folder / f"{name}.py").write_text(other)
    (folder / "flow.py").write_text(text)
    result = compile_source(read_source(str(folder / "flow.py")), Options())
    return [d for d in result.diagnostics if d.severity is not Severity.NOTE]


def shown(found: list[Diagnostic], text: str) -> Said:
    """Each diagnostic's code, severity, line, and the text that it is about."""
    return [
        (each.code, each.severity.value, each.span.line, covered(each, text))
        for each in found
        if each.span is not None
    ]


def written(mistakes: list[tuple[str, str]], indent: int) -> str:
    return "".join(f"{' ' * indent}{line}\n" for _, line in mistakes)


def expected(marked: str) -> Said:
    """What the marks of a text say, each of a line that holds a mistake."""
    codes = {line: (code, "error") for code, line in ERRORS}
    codes |= {line: (code, "warning") for code, line in WARNINGS}
    return [
        (*codes[line.strip()], number, line.partition("«")[2].partition("»")[0])
        for number, line in enumerate(marked.split("\n"), 1)
        if line.strip() in codes
    ]


@pytest.mark.parametrize("place", PLACES)
def test_mistakes_in_a_file(place: str, tmp_path: Path) -> None:
    before, indent, behind = PLACES[place]
    marked = HEAD + before + written([*ERRORS, *WARNINGS], indent) + behind
    text = unmarked(marked)
    assert shown(said_of(tmp_path, text), text) == expected(marked)


def test_mistakes_in_another_module(tmp_path: Path) -> None:
    marked = f"{HEAD}def helper():\n{written([*ERRORS, *WARNINGS], 4)}"
    flow = f"from prefect import Flow\nfrom others import helper, inc\n{BLOCK}"
    found = said_of(tmp_path, f"{flow}    helper()\n", others=unmarked(marked))
    assert {each.span.file for each in found if each.span} == {
        str(tmp_path / "others.py")
    }
    assert shown(found, unmarked(marked)) == expected(marked)


def test_mistakes_at_module_level(tmp_path: Path) -> None:
    mistakes = [each for each in ERRORS if each[0] in ANYWHERE and "inc" not in each[1]]
    marked = HEAD + written(mistakes, 0) + BLOCK
    text = unmarked(marked)
    assert shown(said_of(tmp_path, text), text) == expected(marked)


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
    marked = HEAD + before + BLOCK
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
        "def late(row):\n    try:\n        return 1\n"
        "    except «ValueEror»:\n        pass\n",
        "ValueError",
    ),
]


@pytest.mark.parametrize(("before", "near"), NAMES)
def test_a_name_that_fails_later_is_a_warning(
    before: str, near: str, tmp_path: Path
) -> None:
    marked = HEAD + before + BLOCK
    [said] = said_of(tmp_path, unmarked(marked))
    at_mark(said, marked)
    assert (said.code, said.severity) == ("FLC226", Severity.WARNING)
    assert f"did you mean `{near}`?" in said.message or not near


RIGHT = """
@task
def late():
    return later(made)

def later(x):
    global made
    made = __file__

try:
    text = unicode
except NameError:
    text = str

if os.name == "x":
    known = 1

class A:
    a = 1
    b = a
    c = [i for i in (a,)]
    d = __qualname__

def annotated():
    found: "Nothing" = 1
    other: Nothing = 2
    return found, other

@task
def binding(x):
    with open(x) as a, open(x) as b:
        if (n := len(known)) > 1:
            return a, b, n
    match x:
        case {"a": y, **rest}:
            return y, rest
        case [first, *others]:
            return first, others

def chain(x, after=None):
    y = inc(x)
    if after:
        y.set_upstream(after)
    return y

def each(x):
    if isinstance(x, list):
        return [inc(i) for i in x]
    return inc(x)

def item(x):
    return x["a"] + 1

@task
def use(x, trigger):
    with Flow("inner"):
        return inc(x)

with Flow("g") as other:
    use(1, trigger="text")
    chain(1, rows())
    each(rows())
    item(rows())
    a, b = two()
    [inc(i) for i in two()]
    last = None
    for i in range(3):
        done = inc(i)
        if last:
            done.set_upstream(last)
        last = done
    many = [inc(i) for i in range(3)]
    for one in many:
        inc(one)
    rows() in many

r = inc(1, flow=Flow("h"))
r = inc.run(1)
for text in ("@daily", "0 0 * * fri#2"):
    CronSchedule(text)
CronSchedule("@daily")
CronSchedule("*/5 * * * *")
CronSchedule("0 6 * * mon-fri")
CronSchedule("0 0 l * *")
CronSchedule("0 0 * * fri#2")
CronSchedule("0 0 * * * 30")
CronSchedule("0 0 1 jan ?")
IntervalClock(timedelta(seconds=60) if os.name else timedelta(0))
"""
# Names that only the run can tell.
UNTOLD = (
    "globals()['made'] = 1\n\n@task\ndef late():\n    return made\n",
    "from somewhere import *\n\n@task\ndef late():\n    return anything\n",
    "from prefect.triggers import *\n\n@task(trigger=any_failed)\ndef late(): ...\n",
)


def test_what_is_right_is_let_be(tmp_path: Path) -> None:
    options = Options(flow="flow")
    for number, before in enumerate([RIGHT, *UNTOLD]):
        path = tmp_path / f"flow{number}.py"
        path.write_text(HEAD + before + BLOCK)
        found = compile_source(read_source(str(path)), options).diagnostics
        wrong = [d for d in found if d.severity is not Severity.NOTE]
        assert [d for d in wrong if d.code not in ("FLC405", "FLC411")] == []


def test_no_import_of_prefect() -> None:
    text = "@task\ndef inc(x):\n    return x\n\nwith Flow('f') as flow:\n    inc(1)\n"
    found = compiled(text).diagnostics
    assert [d.code for d in found] == ["FLC226", "FLC226"]
    assert "from prefect import task" in str(found[0].help)
    assert "from prefect import Flow" in str(found[1].help)


COMPUTED = {
    "cron": ("CronSchedule(' '.join(['61', '25 * * *']))", "Invalid cron string"),
    "interval": (
        "IntervalSchedule(interval=timedelta(hours=len('')))",
        "Interval must be greater than 0",
    ),
}


@pytest.mark.parametrize("kind", COMPUTED)
def test_a_computed_schedule_is_refused_at_any_start(kind: str, tmp_path: Path) -> None:
    """Prefect refuses it when it builds the flow, used or not."""
    made, message = COMPUTED[kind]
    text = HEAD + BLOCK.replace("'f'", f"'f', schedule={made}")
    source = source_from_bytes(text.encode(), "flow.py")
    [script] = compile_source(source, Options(runtime="import")).scripts
    (tmp_path / "out.py").write_text(script.text)
    with pytest.raises(ValueError, match=message):
        run_in_process(tmp_path / "out.py", ["--local", "sync", "--once"])
