"""What of a flow block keeps it from being lowered: a note each, where it stands."""

import pytest

from .marked import check, check_recorded, compiled, in_block, reasons

EXPRESSIONS = [
    ("FLC207", "a = «inc(1) + 1»"),
    ("FLC207", "a = «nums()[:1]»"),
    ("FLC207", "a = inc(1)\ninc(«f'{a}'»)"),
    ("FLC207", "a = inc(1)\nb = «a > 3»"),
    ("FLC207", "a = inc(1)\nb = «not a»"),
    ("FLC207", "b = «inc(1) and inc(2)»"),
    ("FLC207", "add((«a := inc(1)»), 2)"),
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
    ("FLC302", "«flow.add_task(go)»"),
    ("FLC214", "flow.set_reference_tasks([«go»])"),
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
    ("FLC206", "d = {}\n«d['a']» = inc(1)"),
    ("FLC206", "«inc.name = 'b'»"),
    ("FLC403", "«import prefect»\ninc(1)"),
    ("FLC403", "«from prefect import context»\ninc(1)"),
]
CALLS = [
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
    ("FLC210", "«inc.map(unmapped(3))»"),
    ("FLC213", "inc.map(«unmapped()»)"),
    ("FLC213", "add.map([1], «unmapped(1, 2)»)"),
    ("FLC213", "add([«unmapped(1)»])"),
    ("FLC212", "inc(1, «upstream_tasks=[5]»)"),
    ("FLC212", "a = inc(1)\ninc(1, «upstream_tasks=a»)"),
    ("FLC217", "a = inc(1)\na.set_upstream(«5»)"),
    ("FLC217", "a = inc(1)\nb = add(1)\n«b.set_upstream(a, key='y')»"),
    ("FLC215", "«Parameter()»"),
    ("FLC215", "Parameter('x', 1, True, ['a'], «5»)"),
]

# Values that only the run knows, used while the flow is built.
HAZARDS = [
    "a = inc(1)\nif «a»:\n    inc(2)",
    "while «inc(1)»:\n    break",
    "a = inc(1)\nb = inc(2) if «a» else 3",
    "a = inc(1)\nassert «a»",
    "a = inc(1)\nb = not «a»",
    "a = inc(1)\nb = «a» == 2",
    "a = inc(1)\nb = 2 in [1] or 3 != «a»",
    "a = inc(1)\ninc(f'{«a»}')",
    "a = inc(1)\ninc(str(«a»))",
]


@pytest.mark.parametrize(("code", "lines"), [*EXPRESSIONS, *STATEMENTS, *CALLS])
def test_block(code: str, lines: str) -> None:
    check_recorded(in_block(lines), code)


@pytest.mark.parametrize("lines", HAZARDS)
def test_a_result_that_is_used_as_a_value_is_a_warning(lines: str) -> None:
    check(in_block(lines), "FLC223", "warning")


def test_a_note_is_said_once_a_flow() -> None:
    lines = "a = inc(1)\nb = a + 1\nfor i in range(2):\n    inc(b)\nlen"
    [said] = reasons(compiled(in_block(lines)))
    assert said.code == "FLC207"
    assert said.help is None
