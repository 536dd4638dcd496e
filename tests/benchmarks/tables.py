"""The results as tables of text, for a terminal and for the README."""

from collections.abc import Iterable

from .contest import Sample, median
from .results import MB, Figure, Results, worded

HEAD = ("workload", "measured", "bar", "aim", "reached")
BEGIN, END = "<!-- benchmarks -->", "<!-- end of benchmarks -->"


def figures_table(figures: Iterable[Figure]) -> str:
    """The rows as a table of Markdown."""
    lines = [HEAD, ("---",) * len(HEAD)]
    for figure in figures:
        row = figure.row
        bars = (worded(row.kind, row.bar), worded(row.kind, row.aim))
        lines.append((row.title, figure.text, *bars, figure.verdict))
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def contenders_table(contenders: dict[str, list[Sample]]) -> str:
    """The contenders of one contest: seconds and peaks of memory."""
    lines = [f"  {'':28} {'median s':>10} {'least':>10} {'client MB':>10} rounds"]
    for name, samples in contenders.items():
        seconds, least = median(samples, "seconds"), min(s.seconds for s in samples)
        client = median(samples, "client") / MB
        lines.append(
            f"  {name:28} {seconds:10.4f} {least:10.4f} {client:10.1f} {len(samples):6}"
        )
    return "\n".join(lines)


def sizes_table(results: Results) -> str:
    """Seconds of the diamond by contender and size, and the exponent of growth."""
    found = results.by_size()
    sizes = sorted({size for points in found.values() for size in points})
    growth = results.growth()
    lines = [["seconds for a diamond of", *(f"{s:,}" for s in sizes), "growth"]]
    lines.append(["---"] + ["---:"] * (len(sizes) + 1))
    for name, points in found.items():
        cells = [f"{points[size]:.3g}" if size in points else "" for size in sizes]
        power = f"N^{growth[name]:.2f}" if name in growth else ""
        lines.append([name, *cells, power])
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def whole_text(results: Results) -> str:
    """All tables, one after another."""
    machine = ", ".join(f"{k} {v}" for k, v in results.machine.items())
    return "\n\n".join(
        part
        for part in (figures_table(results.figures), sizes_table(results), machine)
        if part
    )


def put_between_marks(document: str, table: str) -> str:
    """A document with the table between its marks; ValueError if it has none."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"no {BEGIN} ... {END}")
    return f"{before}{BEGIN}\n\n{table}\n\n{END}{after}"
