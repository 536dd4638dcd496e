"""Code behind `flow.run()`: the script does with the state what the source does."""

import pytest

from .running import compiled_to_run, report_of

FILE = """\
from prefect import Flow, task
from prefect.engine.state import Success
@task
def one(x):
    return x + 1
{block}
{after}
"""
BLOCKS = {
    "plain": "with Flow('f') as flow:\n    a = one(1)\n    b = one(a)",
    "loop": "with Flow('f') as flow:\n    a = one(1)\n    for _ in range(1):\n"
    "        b = one(a)",
}
AFTER = [
    "state = flow.run()\nprint('got', state.result[b].result)",
    "state = flow.run()\nvalue = state.result[b].result\nprint('got', value)",
    "print('got', flow.run().result[b].result)",
    "if flow.run().is_successful():\n    print('got', 3)",
    "s = flow.run()\nif isinstance(s, Success):\n    print('got', s.result[b].result)",
    "s = flow.run()\ndone = [t for t in s.result if s.result[t].is_successful()]\n"
    "print('got', 1 + len(done))",
    "s = flow.run()\nassert s.is_successful(), s.message\nprint('got', 3)",
    "def main():\n    state = flow.run()\n    print('got', state.result[b].result)\n"
    "if __name__ == '__main__':\n    main()",
    "if __name__ == '__main__':\n    state = flow.run()\n"
    "    print('got', state.result[b].result)",
    "if __name__ == '__main__':\n    state = flow.run()\n    for _ in range(1):\n"
    "        print('got', state.result[b].result)",
    "state = flow.run()\nimport json\nprint('got', json.dumps(state.result[b].result))",
    "state = flow.run()\nfrom prefect.engine import state as states\n"
    "print('got', 2 + isinstance(state, states.Success))",
]
# What asks the flow itself, or has a function of the file look at a result.
OF_FLOW = [
    "s = flow.run()\nprint('got', s.result[flow.get_tasks()[1]].result)",
    "s = flow.run()\nprint('got', s.result[flow.get_tasks('one')[1]].result)",
    "s = flow.run()\nif s.is_successful():\n    print('got', 1 + len(flow.tasks))",
]
SHOWN = "def show(s):\n    print('got', s.result[b].result)\nshow(flow.run())"


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("after", AFTER)
def test_after(after: str, block: str, capsys: pytest.CaptureFixture[str]) -> None:
    result = compiled_to_run(FILE.format(block=BLOCKS[block], after=after))
    [script] = result.scripts
    assert result.flows[0].left == ()
    capsys.readouterr()
    report = report_of(script.text)
    assert report["flow_state"] == "Success"
    assert "got 3\n" in capsys.readouterr().out


@pytest.mark.parametrize("after", OF_FLOW)
@pytest.mark.parametrize("block", BLOCKS)
def test_the_flow(after: str, block: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = FILE.format(block=BLOCKS[block], after=after)
    [script] = compiled_to_run(text).scripts
    report_of(script.text)
    assert "got 3\n" in capsys.readouterr().out


@pytest.mark.parametrize("block", BLOCKS)
def test_a_function(block: str, capsys: pytest.CaptureFixture[str]) -> None:
    [script] = compiled_to_run(FILE.format(block=BLOCKS[block], after=SHOWN)).scripts
    report_of(script.text)
    assert "got 3\n" in capsys.readouterr().out


def test_code_behind_the_run_needs_no_state(
    capsys: pytest.CaptureFixture[str],
) -> None:
    [script] = compiled_to_run(
        FILE.format(block=BLOCKS["plain"], after="state = flow.run()\nprint('x')")
    ).scripts
    report_of(script.text)
    assert capsys.readouterr().out.splitlines()[-1] == "x"


def test_code_of_the_source_sees_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    after = "state = flow.run()\nprint('failed:', state.is_failed(), state.message)"
    block = "with Flow('f') as flow:\n    one('x')"
    [script] = compiled_to_run(FILE.format(block=block, after=after)).scripts
    assert report_of(script.text)["flow_state"] == "Failed"
    out = capsys.readouterr().out
    assert "failed: True Some reference tasks failed." in out
