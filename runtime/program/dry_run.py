"""A flow's graph to look at, without running it."""

from collections.abc import Iterator
from typing import Any, Optional

from ..graph.builder import GraphBuilder
from ..recovery.resubmission import nodes_of
from .errors import ProgramError
from .flow_runner import build_graph

PLANNED_THREADS = 4


class GraphPlan:
    """The tasks of a flow, with what they depend on, and the chunks of a run.

    `above` has for each slug the slugs of the tasks that it depends on, each with
    whether only the state travels.
    """

    def __init__(self, name: str, builder: GraphBuilder) -> None:
        self.name = name
        self.builder = builder
        flow = builder.source
        self.above: dict[str, dict[str, bool]] = {}
        for task in flow.tasks:
            found: dict[str, bool] = {}
            for edge in flow.edges_to(task):
                slug = flow.slugs[edge.upstream_task]
                found[slug] = found.get(slug, True) and edge.key is None
            self.above[flow.slugs[task]] = found

    def describe(self) -> str:
        """A line for each task: its slug, its number of chunks, what it depends on."""
        lines = [f'Flow "{self.name}": {len(self.above)} tasks']
        for slug, above in self.above.items():
            chunks = len(nodes_of(self.builder.nodes[slug]))
            width = f" in {chunks} chunks" if chunks > 1 else ""
            fused = [each for each in self.builder.kernels if slug in each]
            others = [each for group in fused for each in group if each != slug]
            width += f" with {', '.join(others)}" if others else ""
            waits = f" <- {', '.join(above)}" if above else ""
            lines.append(f"  {slug}{width}{waits}")
        return "\n".join(lines)

    def visualize(self, path: str) -> None:
        """Draw the flow; .mmd and .dot are text, other formats need graphviz."""
        ending = path.rpartition(".")[2]
        lines = self.mermaid() if ending == "mmd" else self.dot()
        text = "\n".join(lines) + "\n"
        if ending in ("mmd", "dot"):
            with open(path, "w", encoding="utf-8") as stream:
                stream.write(text)
            return
        try:
            import graphviz

            graphviz.Source(text).render(outfile=path, cleanup=True)
        except (ImportError, RuntimeError, ValueError) as error:
            hint = "a name ending in .mmd or .dot needs nothing"
            raise ProgramError(f"--visualize {path}: {error}; {hint}") from None

    def mermaid(self) -> Iterator[str]:
        numbers = {slug: f"t{n}" for n, slug in enumerate(self.above)}
        yield "graph TD"
        for slug, number in numbers.items():
            yield '    {}["{}"]'.format(number, slug.replace('"', "#quot;"))
        for place, slugs in enumerate(self.builder.kernels, 1):
            yield f'    subgraph kernel_{place}["kernel"]'
            yield from (f"        {numbers[slug]}" for slug in slugs)
            yield "    end"
        for slug, above in self.above.items():
            for other, waits in above.items():
                arrow = "-.->" if waits else "-->"
                yield f"    {numbers[other]} {arrow} {numbers[slug]}"

    def dot(self) -> Iterator[str]:
        yield "digraph {"
        yield from (f"    {quoted(slug)};" for slug in self.above)
        for number, slugs in enumerate(self.builder.kernels, 1):
            inside = " ".join(f"{quoted(slug)};" for slug in slugs)
            yield f'    subgraph cluster_{number} {{ label="kernel"; {inside} }}'
        for slug, above in self.above.items():
            for other, waits in above.items():
                style = " [style=dashed]" if waits else ""
                yield f"    {quoted(other)} -> {quoted(slug)}{style};"
        yield "}"


def quoted(text: str) -> str:
    """A text as an identifier of the dot language."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def plan_once(
    flow: Any,
    parameters: Optional[dict[str, Any]] = None,
    chunks: Optional[int] = None,
) -> GraphPlan:
    """Build the graph of one run and only look at it; ValueError as in `run_once`."""
    builder = build_graph(flow, parameters, PLANNED_THREADS, chunks)
    return GraphPlan(flow.name, builder)
