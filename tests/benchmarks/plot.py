"""The diamond's seconds over its size, drawn."""

from pathlib import Path

from .results import Results


def draw(results: Results, paths: list[Path]) -> None:
    """Write the plot to each path, in the format that its ending names."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(7.5, 4.5), layout="constrained")
    axes = figure.subplots()
    for name, points in results.by_size().items():
        width = 2.5 if name == "flowc" else 1.2
        sizes, seconds = list(points), list(points.values())
        axes.loglog(sizes, seconds, marker="o", linewidth=width, label=name)
    axes.set_xlabel("elements of the diamond (3 N + 1 tasks)")
    axes.set_ylabel("seconds on a warm cluster of two threads")
    axes.grid(True, which="major", linewidth=0.3)
    axes.legend(fontsize="small")
    for path in paths:
        # Without the date the same results give the same bytes.
        undated = {"Date": None} if path.suffix == ".svg" else None
        figure.savefig(path, metadata=undated)
