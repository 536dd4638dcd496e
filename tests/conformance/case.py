"""One conformance case: its file, what it asks for, what Prefect made of it."""

import ast
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
CASES = sorted((HERE / "cases").glob("[0-9]*.py"))


@dataclass(frozen=True)
class Case:
    """A flow file and the constants that its text defines for the recorder."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.stem

    def constant(self, name: str, default: Any) -> Any:
        """Return the literal that the file assigns to `name` at its top level."""
        for node in ast.parse(self.path.read_text()).body:
            if isinstance(node, ast.Assign):
                target = node.targets[0]
                if isinstance(target, ast.Name) and target.id == name:
                    return ast.literal_eval(node.value)
        return default

    @property
    def options(self) -> list[str]:
        """Return the script's options for the case's parameters and context."""
        pairs = [("--param", "PARAMETERS"), ("--context", "CONTEXT")]
        return [
            word
            for option, constant in pairs
            for key, value in self.constant(constant, {}).items()
            for word in (option, f"{key}={json.dumps(value)}")
        ]

    @property
    def env(self) -> dict[str, str]:
        return dict(self.constant("ENV", {}))

    @property
    def runs(self) -> int:
        return int(self.constant("RUNS", 1))

    @property
    def expected(self) -> dict[str, Any]:
        return recorded()[self.name]


ALL = [Case(path) for path in CASES]


@cache
def recorded() -> dict[str, dict[str, Any]]:
    """Return Prefect's outcomes by the name of the case."""
    entries = json.loads((HERE / "expected.json").read_text())
    return {entry["case"]: entry for entry in entries}


def plain(text: Any) -> Any:
    """Return a repr without addresses and without the modules of what it names."""
    if not isinstance(text, str):
        return text
    return re.sub(r" at 0x[0-9a-f]+|(?<=[<'])(?:\w+\.)+(?=\w+)", "", text)


def outcome(entry: dict[str, Any]) -> dict[str, Any]:
    """Return what counts of one task or mapped child, comparable as it stands."""
    kept = {key: plain(entry[key]) for key in ("state", "message", "result")}
    if entry.get("children") is not None:
        kept["children"] = [outcome(child) for child in entry["children"]]
    return kept


def summary(run: dict[str, Any]) -> dict[str, Any]:
    """Return what counts of a run, of Prefect's record as of flowc's report.

    By slug, and under "flow" the state and message of the flow; of a run that Prefect
    refuses only "error", its message.
    """
    if "run_error" in run:
        return {"error": run["run_error"].partition(": ")[2]}
    tasks = run["tasks"].items()
    return {
        "flow": (run["flow_state"], run["flow_message"]),
        **{slug: {"name": task["name"], **outcome(task)} for slug, task in tasks},
    }
