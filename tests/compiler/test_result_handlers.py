"""`result_handler` of Prefect up to 0.14: results are written where it says."""

from pathlib import Path

import pytest

from .running import ran

FILE = """
import os

os.environ["PREFECT__FLOWS__CHECKPOINTING"] = "true"
from prefect import Flow, task
from prefect.engine.result_handlers import LocalResultHandler, ResultHandler

FOLDER = {folder!r}


class Own(ResultHandler):
    def write(self, result):
        with open(FOLDER + "/own", "w") as file:
            file.write(repr(result))
        return FOLDER + "/own"

    def read(self, loc):
        with open(loc) as file:
            return file.read()


@task{task}
def one():
    return 1


with Flow("handlers"{flow}) as flow:
    one()
{after}
"""
LOCAL = "LocalResultHandler(dir=FOLDER)"


@pytest.mark.parametrize(
    ("task", "flow", "after", "name"),
    [
        ("(result_handler=Own())", "", "", "own"),
        ("(result_handler=Own())", f", result_handler={LOCAL}", "", "own"),
        ("", f", result_handler={LOCAL}", "", "prefect-result-*"),
        ("", "", f"flow.result_handler = {LOCAL}", "prefect-result-*"),
    ],
)
def test_results_are_written(
    task: str, flow: str, after: str, name: str, tmp_path: Path
) -> None:
    folder = str(tmp_path)
    report = ran(FILE.format(folder=folder, task=task, flow=flow, after=after))
    assert report["flow_state"] == "Success", report
    assert len(list(tmp_path.glob(name))) == len(list(tmp_path.iterdir())) == 1
