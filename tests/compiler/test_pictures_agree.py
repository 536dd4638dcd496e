"""`flowc graph` and the script's own `--visualize` draw the same edges."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from flowc.compiler.driver import compile_source
from flowc.compiler.ir.show import render
from flowc.compiler.source import source_from_bytes

from tests.support.golden import Golden, goldens, made
from tests.support.programs import run_in_process

Edges = set[tuple[str, str]]


def nodes_of(items: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The nodes among some items and in the regions among them."""
    inner = (nodes_of(item.get("items", [])) for item in items)
    own = [item for item in items if "node" in item]
    return [*own, *(node for nodes in inner for node in nodes)]


def drawn(case: Golden) -> tuple[set[str], Edges] | None:
    """The slugs and edges that `flowc graph` knows; None if the script knows more."""
    data = (case.folder / "flow.py").read_bytes()
    source = source_from_bytes(data, case.said("file", "flow.py"))
    [flow] = compile_source(source, case.options).flows
    nodes = nodes_of(json.loads(render(flow, "json"))["items"])
    slugs = {node["node"]: node["slug"] for node in nodes if not node["automatic"]}
    if None in slugs.values():
        return None
    edges = {
        (slugs[edge["node"]], slugs[node["node"]])
        for node in nodes
        for edge in node["edges"]
        if edge.get("node") in slugs and node["node"] in slugs
    }
    return set(slugs.values()), edges


CASES = [
    case
    for case in goldens()
    if made(case).script is not None
    and not case.standalone
    and not case.said("modules")
    and len(re.findall(r"\bFlow\(", case.source)) == 1
    and drawn(case) is not None
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_both_draw_the_same_edges(case: Golden, tmp_path: Path) -> None:
    script, picture = tmp_path / "out.py", tmp_path / "flow.dot"
    script.write_text(made(case).script or "", "utf-8")
    options = ["--flowc-visualize", str(picture), *case.said("run", [])]
    assert run_in_process(script, options) == 0
    found = re.findall(
        r'"((?:[^"\\]|\\.)*)" -> "((?:[^"\\]|\\.)*)"', picture.read_text()
    )
    known = drawn(case)
    assert known is not None
    slugs, edges = known
    pairs = {(plain(a), plain(b)) for a, b in found}
    assert {pair for pair in pairs if {*pair} <= slugs} == edges


def plain(text: str) -> str:
    return text.replace('\\"', '"').replace("\\\\", "\\")


def test_there_are_many() -> None:
    assert len(CASES) >= 30
