"""What a flow block may not say, as in Prefect: one diagnostic each."""

import pytest
from flowc.compiler.source import SourceError

from .marked import around_block, check, check_lowered, compiled, in_block, place

REFUSED = [
    ("FLC302", "inc(1)\n«flow.run()»"),
    ("FLC204", "«inc()»"),
    ("FLC204", "inc(1, «2»)"),
    ("FLC204", "inc(1, «z=3»)"),
    ("FLC204", "inc(1, «x=3»)"),
    ("FLC210", "inc.map(«(i for i in range(3))»)"),
    ("FLC210", "inc.map(«3»)"),
    ("FLC217", "p = Parameter('p')\n«p.set_upstream(inc(1))»"),
    ("FLC216", "a = Parameter('x')\nb = «Parameter('x')»\nadd(a, b)"),
]
CIRCLES = [
    "a = inc(1)\n«a.set_upstream(a)»",
    "a = inc(1)\nb = inc(a)\n«a.set_upstream(b)»",
    "a = inc(1)\nb = inc(a)\n«b.set_downstream(a)»",
    "a = inc(1)\nb = inc([a])\nc = inc(b)\n«a.set_upstream(c)»\ninc(c)",
    "a = inc(1)\nb = inc.map(a)\n«a.set_upstream(b)»",
]
FINE = [
    "a = b = inc(1)\nadd(a, b)",
    "a, b = inc(1), inc(2)\na, b = b, a\nadd(a, b)",
    "x = inc(1)\nx = 5\ninc(x)",
    "again = inc\nagain(1)",
    "u = unmapped(nums())\nadd.map(nums(), u)",
    "a = inc(1)\nu = [a]\ninc(1, upstream_tasks=u)",
    "a: int = inc(5)\nadd(a)",
    "a = inc(1); b = inc(a)",
    "inc(1)\nflow.schedule = None",
    "a = nums()\ninc(a[0])",
]


@pytest.mark.parametrize(("code", "lines"), REFUSED)
def test_refused(code: str, lines: str) -> None:
    check(in_block(lines), code)


@pytest.mark.parametrize(
    "line",
    [
        "inc(«prefect.client.Secret('x').get()»)",
        "inc(«prefect.tasks.secrets.PrefectSecret('x').run()»)",
    ],
)
def test_a_secret_that_is_read_in_the_block(line: str) -> None:
    check(around_block("", line), "FLC313")


@pytest.mark.parametrize(
    "line",
    [
        "inc(prefect.client.Secret('x').exists())",
        "inc(prefect.tasks.secrets.PrefectSecret('x'))",
        "if False: prefect.client.Secret('x').get()",
    ],
)
def test_secrets_that_a_block_may_speak_of(line: str) -> None:
    assert compiled(around_block("", line)).scripts


@pytest.mark.parametrize("lines", CIRCLES)
def test_circle(lines: str) -> None:
    check(in_block(lines), "FLC220")


def test_a_task_that_is_only_named_is_a_warning() -> None:
    check(in_block("inc(1)\n«go»"), "FLC221", "warning")


@pytest.mark.parametrize("word", ["return 3", "x = yield", "await inc(1)"])
def test_what_only_functions_may_say(word: str) -> None:
    with pytest.raises(SourceError) as caught:
        compiled(in_block(word))
    (said,) = caught.value.diagnostics
    assert said.code == "FLC004"
    assert place(said) == (17, 5 if word != "x = yield" else 9)


@pytest.mark.parametrize("lines", FINE)
def test_fine(lines: str) -> None:
    check_lowered(in_block(lines))
