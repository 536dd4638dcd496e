"""What a flow block may not say: one diagnostic each, where it stands."""

import pytest
from flowc.compiler.source import SourceError

from .marked import check, compiled, in_block, place

EXPRESSIONS = [
    ("FLC207", "a = «inc(1) + 1»"),
    ("FLC207", "a = nums()\ninc(«a[0]»)"),
    ("FLC207", "a = «nums()[:1]»"),
    ("FLC207", "a = nums()\ninc(«a.b»)"),
    ("FLC207", "a = inc(1)\ninc(«f'{a}'»)"),
    ("FLC207", "a = inc(1)\nb = «a > 3»"),
    ("FLC207", "a = inc(1)\nb = «not a»"),
    ("FLC207", "b = «inc(1) and inc(2)»"),
    ("FLC207", "add((«a := inc(1)»), 2)"),
    ("FLC207", "a = nums()\nadd(«[*a, 1]»)"),
    ("FLC207", "a = nums()\nadd(«{**a, 'b': 1}»)"),
    ("FLC207", "a = nums()\nadd(«{a: 1}»)"),
    ("FLC207", "b = [inc(1)]\n«b.append(2)»"),
    ("FLC207", "p = Parameter('x')\ninc(«p + 1»)"),
    ("FLC207", "Parameter('x', default=«inc(1)»)"),
    ("FLC207", "«nums().pipe(inc)»"),
    ("FLC207", "a = inc(1)\n«a(2)»"),
    ("FLC219", "a = «[inc(i) for i in range(3)]»"),
    ("FLC219", "a = «{i: inc(i) for i in range(3)}»"),
    ("FLC219", "a = inc(1)\nf = «lambda: a»"),
    ("FLC219", "a = inc(1)\nb = «inc(2) if a else 3»"),
    ("FLC209", "a = nums()\nn = «len(a)»"),
    ("FLC209", "a = nums()\n«print(a)»"),
    ("FLC209", "a = nums()\nb = «helper(a)»"),
    ("FLC209", "a = []\n«a.append(inc(1))»"),
    ("FLC208", "«inc.bind(1)»"),
    ("FLC208", "b = «inc.copy()»"),
    ("FLC208", "«inc.run(1)»"),
    ("FLC114", "t = «task(helper)»"),
    ("FLC114", "t = «task(lambda x: x)»"),
    ("FLC114", "t = «task(lambda x: x)»(nums())"),
    ("FLC302", "inc(«flow».name)"),
    ("FLC302", "print(«flow»)"),
    ("FLC302", "inc(1)\n«flow.run()»"),
    ("FLC302", "«flow.add_task(go)»"),
    ("FLC302", "«flow.set_reference_tasks([go])»"),
    ("FLC302", "«flow.update(1)»"),
]
STATEMENTS = [
    ("FLC205", "«for i in range(3)»:\n    inc(i)"),
    ("FLC205", "«while True»:\n    inc(1)"),
    ("FLC205", "a = inc(1)\n«if a»:\n    inc(2)"),
    ("FLC205", "«try»:\n    inc(2)\nexcept Exception:\n    pass"),
    ("FLC205", "«with open('x') as f»:\n    inc(1)"),
    ("FLC205", "a = nums()\n«def f»():\n    return a"),
    ("FLC205", "«class C»:\n    x = inc(1)"),
    ("FLC205", "x = 1\n«x += inc(1)»"),
    ("FLC205", "a = inc(1)\n«del a»"),
    ("FLC205", "a = inc(1)\n«assert a»"),
    ("FLC205", "a = inc(1)\n«match a»:\n    case 1:\n        inc(2)"),
    ("FLC202", "«with Flow('inner') as f2»:\n    inc(1)"),
    ("FLC206", "d = {}\n«d['a']» = inc(1)"),
    ("FLC206", "«inc.name = 'b'»"),
    ("FLC218", "«a, b» = nums()"),
    ("FLC206", "«a, *b» = nums()"),
    ("FLC403", "«import prefect»\ninc(1)"),
    ("FLC403", "«from prefect import context»\ninc(1)"),
]
CALLS = [
    ("FLC204", "«inc()»"),
    ("FLC204", "inc(1, «2»)"),
    ("FLC204", "inc(1, «z=3»)"),
    ("FLC204", "inc(1, «x=3»)"),
    ("FLC211", "a = [1, 2]\nadd(«*a»)"),
    ("FLC211", "a = {'x': 1}\nadd(«**a»)"),
    ("FLC211", "inc(1, «task_args=dict(name='x')»)"),
    ("FLC211", "inc(1, «mapped=True»)"),
    ("FLC214", "add(«inc», 1)"),
    ("FLC214", "add([«inc», 1])"),
    ("FLC214", "add(1, upstream_tasks=[«go»])"),
    ("FLC214", "inc.map(«nums»)"),
    ("FLC214", "a = inc(1)\na.set_upstream(«go»)"),
    ("FLC214", "«go».set_upstream(inc(1))"),
    ("FLC210", "inc.map(«(i for i in range(3))»)"),
    ("FLC210", "inc.map(«3»)"),
    ("FLC210", "«inc.map(unmapped(3))»"),
    ("FLC213", "inc.map(«unmapped()»)"),
    ("FLC213", "add.map([1], «unmapped(1, 2)»)"),
    ("FLC213", "add([«unmapped(1)»])"),
    ("FLC212", "inc(1, «upstream_tasks=[5]»)"),
    ("FLC212", "a = inc(1)\ninc(1, «upstream_tasks=a»)"),
    ("FLC217", "a = inc(1)\na.set_upstream(«5»)"),
    ("FLC217", "a = inc(1)\nb = add(1)\n«b.set_upstream(a, key='y')»"),
    ("FLC217", "p = Parameter('p')\n«p.set_upstream(inc(1))»"),
    ("FLC215", "«Parameter()»"),
    ("FLC215", "Parameter('x', 1, True, ['a'], «5»)"),
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
]


@pytest.mark.parametrize(("code", "lines"), [*EXPRESSIONS, *STATEMENTS, *CALLS])
def test_block(code: str, lines: str) -> None:
    check(in_block(lines), code)


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
    result = compiled(in_block(lines))
    assert result.diagnostics == ()
    assert result.scripts
