"""What a flow's block may do: its calls of tasks are lowered, wherever they stand."""

import pytest

from .marked import check, check_lowered, compiled, in_block

BLOCKS = [
    "a = inc(1) + 1",
    "a = nums()[:1]",
    "a = inc(1)\ninc(f'{a}')",
    "a = inc(1)\nb = a > 3",
    "a = inc(1)\nb = not a",
    "b = inc(1) and inc(2)",
    "add((a := inc(1)), 2)",
    "a = nums()\nadd({a: 1})",
    "b = [inc(1)]\nb.append(2)",
    "p = Parameter('x')\ninc(p + 1)",
    "Parameter('x', default=inc(1))",
    "nums().pipe(inc)",
    "a = inc(1)\na(2)",
    "a = [inc(i) for i in range(3)]",
    "a = {i: inc(i) for i in range(3)}",
    "a = inc(1)\nf = lambda: a",
    "a = inc(1)\nb = inc(2) if a else 3",
    "a = nums()\nprint(a)",
    "a = nums()\nb = helper(a)",
    "a = []\na.append(inc(1))",
    "inc.bind(1)",
    "b = inc.copy()",
    "inc.run(1)",
    "t = task(helper)",
    "t = task(lambda x: x)",
    "t = task(lambda x: x)(nums())",
    "inc(flow.name)",
    "print(flow)",
    "flow.add_task(go)",
    "flow.set_reference_tasks([go])",
    "flow.update(1)",
    "for i in range(3):\n    inc(i)",
    "while True:\n    inc(1)",
    "a = inc(1)\nif a:\n    inc(2)",
    "try:\n    inc(2)\nexcept Exception:\n    pass",
    "with open('x') as f:\n    inc(1)",
    "a = nums()\ndef f():\n    return a",
    "class C:\n    x = inc(1)",
    "x = 1\nx += inc(1)",
    "a = inc(1)\ndel a",
    "a = inc(1)\nassert a",
    "a = inc(1)\nmatch a:\n    case 1:\n        inc(2)",
    "d = {}\nd['a'] = inc(1)",
    "inc.name = 'b'",
    "import prefect\ninc(1)",
    "from prefect import context\ninc(1)",
    "a = [1, 2]\nadd(*a)",
    "a = {'x': 1}\nadd(**a)",
    "inc(1, task_args=dict(name='x'))",
    "inc(1, mapped=True)",
    "add(inc, 1)",
    "add([inc, 1])",
    "add(1, upstream_tasks=[go])",
    "inc.map(nums)",
    "a = inc(1)\na.set_upstream(go)",
    "go.set_upstream(inc(1))",
    "inc.map(unmapped(3))",
    "inc.map(unmapped())",
    "add.map([1], unmapped(1, 2))",
    "add([unmapped(1)])",
    "inc(1, upstream_tasks=[5])",
    "a = inc(1)\ninc(1, upstream_tasks=a)",
    "a = inc(1)\na.set_upstream(5)",
    "a = inc(1)\nb = add(1)\nb.set_upstream(a, key='y')",
    "Parameter()",
    "Parameter('x', 1, True, ['a'], 5)",
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


# The ways to call a task, and the places where a call may stand.
CALLS = [
    "inc(1)",
    "inc(x=1)",
    "inc.map([1, 2])",
    "inc(inc(1))",
    "add(inc(1), y=inc(2))",
    "inc(1, task_args={'name': 'other'})",
    "inc(1, upstream_tasks=[go()])",
    "[inc, add][0](1)",
    "{'a': inc}['a'](1)",
    "task(helper)(1)",
    "inc.copy()(1)",
]
PLACES = [
    "a = {}",
    "print({})",
    "for i in range(2):\n    a = {}",
    "while True:\n    a = {}\n    break",
    "if helper(1):\n    a = {}\nelse:\n    b = {}",
    "try:\n    a = {}\nfinally:\n    b = 1",
    "with open('x') as f:\n    a = {}",
    "match helper(1):\n    case 1:\n        a = {}",
    "a = [{} for i in range(2)]",
    "a = {{i: {} for i in range(2)}}",
    "a = list({} for i in range(2))",
    "def f(x):\n    return {}\na = f(1)",
    "a = (lambda: {})()",
    "a = {} if helper(1) else 3",
    "(a := {})",
    "d = {{}}\nd['a'] = {}",
    "d = []\nd.append({})",
    "a = b = {}",
    "a, b = {}, 1",
    "a: object = {}",
    'a = f"""{{ {} }}"""',
    "class C:\n    def m(self):\n        return {}\na = C().m()",
    "class C:\n    def __init__(self):\n        self.a = {}\na = C()",
    "assert {}",
]


@pytest.mark.parametrize("lines", BLOCKS)
def test_block(lines: str) -> None:
    check_lowered(in_block(lines))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("call", CALLS)
def test_each_call_in_each_place(call: str, place: str) -> None:
    check_lowered(in_block(place.format(*[call] * place.count("{}"))))


@pytest.mark.parametrize("lines", HAZARDS)
def test_a_result_that_is_used_as_a_value_is_a_warning(lines: str) -> None:
    check(in_block(lines), "FLC223", "warning")


LEFT = [
    "«getattr(helper, str(len('x')))(1)»",
    "«exec('inc(1)')»",
    "f = globals()['inc']\n«f(1)»",
    "import random\n«random.choice([inc, helper])(1)»",
]


@pytest.mark.parametrize("lines", LEFT)
def test_a_call_that_cannot_be_told_is_a_warning(lines: str) -> None:
    result = compiled(in_block(lines).replace("«", "").replace("»", ""))
    said = {each.code: each.severity.value for each in result.diagnostics}
    assert said["FLC426"] == "warning"
    assert result.flows[0].left
