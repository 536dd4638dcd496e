"""A flow drawn in each format, whatever it is called."""

import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from flowc.compiler.driver import Options, compile_source
from flowc.compiler.ir.flow import Flow
from flowc.compiler.ir.show import FORMATS, render
from flowc.compiler.source import source_from_bytes

from tests.support.golden import goldens

from .conftest import Answer

HOSTILE = """
from prefect import Flow, Parameter, task

@task(name='a"]] `b` <i> \\\\ | %% #1; end{ \\n\\u202e \\x1b[0m')
def inc(x):
    return x

with Flow('f" -->\\n---\\n%%{init: {}}%% \\\\') as flow:
    i = inc.map(['"]', "}"])
    a = Parameter('end"]')
    inc(a, upstream_tasks=[i])
"""
CALM = """
from prefect import Flow, Parameter, task

@task
def inc(x):
    return x

with Flow("calm") as flow:
    n = 3
    p = Parameter("p", default=[n])
    a = inc.map(p)
    b = inc.map(a)
    inc(b, upstream_tasks=[inc([p])])
"""


def flow_of(text: str) -> Flow:
    source = source_from_bytes(text.encode(), "flow.py")
    [flow] = compile_source(source, Options()).flows
    return flow


@pytest.fixture(params=[HOSTILE, CALM], ids=["hostile", "calm"])
def flow(request: pytest.FixtureRequest) -> Flow:
    return flow_of(request.param)


@pytest.mark.parametrize("format", FORMATS)
def test_every_format_is_visible_text(flow: Flow, format: str) -> None:
    text = render(flow, format)
    assert text.endswith("\n") and not text.endswith("\n\n")
    if format != "json":
        assert all(line.isprintable() for line in text.split("\n"))


def test_text_has_a_line_for_each_item(flow: Flow) -> None:
    lines = render(flow, "text").split("\n\n")[1].split("\n")
    assert len(lines) == len(flow.region.items)


def test_text_says_what_travels_and_how() -> None:
    text = render(flow_of(CALM), "text")
    assert (
        '  python n = 3 ; line 9\n  %0 "p" : once = parameter "p", default [n]' in text
    )
    assert '%1 "inc-1" : len(Parameter "p") = call inc(x: each %0) ; line 11, a' in text
    assert re.search(r"call inc\(x: whole %2\) after %\d ; line 13\n", text)
    assert 'kernel 1: %1 "inc-1", %2 "inc-2"' in text


def test_json_holds_every_node_and_edge(flow: Flow) -> None:
    found = json.loads(render(flow, "json"))
    nodes = [item for item in found["items"] if "node" in item]
    assert [node["node"] for node in nodes] == [n.number for n in flow.region.nodes()]
    upstream = [
        [edge["node"] for edge in node["edges"] if "node" in edge] for node in nodes
    ]
    assert upstream == [list(node.upstream()) for node in flow.region.nodes()]
    assert [kernel.nodes for kernel in flow.kernels] == [*map(tuple, found["kernels"])]


def test_mermaid_has_nothing_but_nodes_and_arrows(flow: Flow) -> None:
    head, chart = render(flow, "mermaid").split("\nflowchart TD\n")
    assert head.startswith('---\ntitle: "') and head.endswith('"\n---')
    label = r'"(?:[\w .,:()=+/-]|#\d+;)*"'
    shapes = [r"\[\[%s\]\]", r"\[/%s/\]", r"\(\[%s\]\)", r"\[%s\]"]
    node = "|".join(rf"n\d+{shape % label}" for shape in shapes)
    arrow = rf"n\d+ -\.?->(?:\|{label}\|)? n\d+"
    line = rf"\s+(?:{node}|{arrow}|subgraph frame_\d+\[{label}\]|end)"
    assert [each for each in chart.splitlines() if not re.fullmatch(line, each)] == []


def test_dot_is_one_graph_of_quoted_labels(flow: Flow) -> None:
    text = render(flow, "dot")
    bare = re.sub(r'"(?:[^"\\]|\\["\\])*"', "Q", text)
    assert re.match(r"digraph Q \{\n", bare) and bare.endswith("\n}\n")
    assert bare.count("{") == bare.count("}")
    node = r"n\d+ \[label=Q, shape=\w+\];"
    arrow = r"n\d+ -> n\d+(?: \[(?:label=Q)?(?:, )?(?:style=dashed)?\])?;"
    line = rf"\s+(?:{node}|{arrow}|label=Q;|subgraph cluster_\d+ \{{|\}})"
    assert [x for x in bare.splitlines()[1:-1] if not re.fullmatch(line, x)] == []


@pytest.mark.skipif(shutil.which("dot") is None, reason="no Graphviz here")
@pytest.mark.parametrize("text", [HOSTILE, CALM], ids=["hostile", "calm"])
def test_graphviz_reads_it(text: str) -> None:
    flow = flow_of(text)
    given = render(flow, "dot")
    done = subprocess.run(
        ["dot", "-Tplain"], input=given, capture_output=True, text=True, check=True
    )
    drawn = [line for line in done.stdout.splitlines() if line.startswith("node ")]
    assert len(drawn) == len(list(flow.region.nodes()))


@pytest.mark.parametrize("format", FORMATS)
def test_every_golden_is_drawn(format: str) -> None:
    drawn = 0
    for case in goldens():
        data = (case.folder / "flow.py").read_bytes()
        if (case.folder / "ir.txt").exists():
            source = source_from_bytes(data, "flow.py")
            for flow in compile_source(source, case.options).flows:
                drawn += bool(render(flow, format))
    assert drawn > 20


def test_several_flows_make_one_text(
    flowc: Callable[..., Answer], tmp_path: Path
) -> None:
    source = tmp_path / "two.py"
    _, flow, block = CALM.partition("with Flow")
    second = block.replace('"calm") as flow', '"second") as other')
    source.write_text(CALM + flow + second)
    fenced = flowc("graph", source, "--format", "mermaid").out
    assert fenced.count("```mermaid\n---\ntitle: ") == 2
    assert fenced.count("\n```\n") == 2
    found = json.loads(flowc("graph", source, "--format", "json").out)
    assert [each["flow"] for each in found] == ["calm", "second"]
    assert flowc("graph", source, "--flow", "second").out.startswith('flow "second"')
