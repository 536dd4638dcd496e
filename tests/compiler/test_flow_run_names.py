"""The names of tasks that start flows, against the runtime."""

import ast

import pytest
from flowc.compiler.frontend.flow_run_names import STAND_INS

from tests.environments import CHECKOUT


def test_every_stand_in_is_in_the_runtime() -> None:
    defined = set()
    for path in (CHECKOUT / "runtime").rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef | ast.FunctionDef):
                defined.add(node.name)
            elif isinstance(node, ast.Assign):
                defined |= {t.id for t in node.targets if isinstance(t, ast.Name)}
    assert set(STAND_INS.values()) - defined == set()


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("prefect.tasks.prefect.create_flow_run", "create_flow_run"),
        ("prefect.tasks.prefect.flow_run.wait_for_flow_run", "wait_for_flow_run"),
        ("prefect.tasks.prefect.StartFlowRun", "StartFlowRun"),
        ("prefect.tasks.cloud.FlowRunTask", "FlowRunTask"),
        ("prefect.tasks.cloud.flow_run.FlowRunTask", "FlowRunTask"),
        ("prefect.tasks.prefect.flow_run_rename.RenameFlowRun", "RenameFlowRun"),
        ("prefect.backend.FlowRunView", "FlowRunView"),
        ("prefect.backend.flow_run.FlowRunView", "FlowRunView"),
    ],
)
def test_spellings(path: str, name: str) -> None:
    assert STAND_INS[path] == name
