"""A flow's graph to look at, without running it."""

from collections.abc import Iterator
from typing import Any, Optional

from .builder import GraphBuilder
from .mapped import MappedResult
from .problems import ProgramError
from .recovery import nodes_of
from .run import build_graph

PLANNED_THREADS = 4
TEXT_FORMATS = ("mmd", "dot")


class GraphPlan:
    """The graph that a run would submit."""

    def __init__(self, name: str, builder: GraphBuilder) -> None:
        self.name = name
        self.builder = builder
        self.owners: dict[Any, str] = {}
        for slug, node in builder.nodes.items():
            for piece in nodes_of(node):
                self.owners.setdefault(piece.key, slug)
            if isinstance(node, MappedResult) and node.whole is not None:
                self.owners[node.whole.key] = slug

    def describe(self) -> str:
        """A line for each task: its slug, its number of chunks and what it reads."""
        lines = [f'Flow "{self.name}": {len(self.builder.records)} tasks']
        for slug in self.builder.records:
            pieces = nodes_of(self.builder.nodes[slug])
            width = f" in {len(pieces)} chunks" if len(pieces) > 1 else ""
            reads = ", ".join(self.read_by(slug))
            lines.append(f"  {slug}{width}" + (f" <- {reads}" if reads else ""))
        return "\n".join(lines)

    def read_by(self, slug: str) -> list[str]:
        """The slugs of the tasks whose results a task's nodes read."""
        found: dict[str, None] = {}
        for piece in nodes_of(self.builder.nodes[slug]):
            for key in self.builder.reads[piece.key]:
                found.setdefault(self.owners.get(key, str(key)))
        return list(found)

    def visualize(self, path: str) -> None:
        """Draw the graph; .mmd and .dot are text, other formats need graphviz."""
        ending = path.rpartition(".")[2]
        if ending in TEXT_FORMATS:
            lines = self.mermaid() if ending == "mmd" else self.dot()
            with open(path, "w", encoding="utf-8") as stream:
                stream.write("\n".join(lines) + "\n")
            return
        import dask

        nodes = [p for n in self.builder.nodes.values() for p in nodes_of(n)]
        try:
            dask.visualize(*nodes, filename=path, optimize_graph=False)
        except (ImportError, RuntimeError) as error:
            hint = "a name ending in .mmd or .dot needs nothing"
            raise ProgramError(f"--visualize {path}: {error}; {hint}") from None

    def mermaid(self) -> Iterator[str]:
        numbers = {slug: f"t{n}" for n, slug in enumerate(self.builder.records)}
        yield "graph TD"
        for slug, number in numbers.items():
            yield '    {}["{}"]'.format(number, slug.replace('"', "#quot;"))
            for other in self.read_by(slug):
                if other in numbers:
                    yield f"    {numbers[other]} --> {number}"

    def dot(self) -> Iterator[str]:
        yield "digraph {"
        for slug in self.builder.records:
            yield f"    {quoted(slug)};"
            for other in self.read_by(slug):
                yield f"    {quoted(other)} -> {quoted(slug)};"
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
