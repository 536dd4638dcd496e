"""Measure flowc beside its contenders: python -m tests.benchmarks"""

import argparse
import json
import os
import platform
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from tests.environments import ensure

from .contest import Broken, Run, contest
from .diamonds import DIAMONDS
from .overheads import OVERHEADS
from .place import Place, opened
from .plot import draw
from .results import Results, samples_in
from .rows import Contest
from .shapes import SHAPES
from .tables import contenders_table, figures_table, put_between_marks, whole_text

CONTESTS = (*DIAMONDS, *SHAPES, *OVERHEADS)
README = Path(__file__).parents[2] / "README.md"


def main() -> int:
    """Run the contests that are asked for, print and write what came of them."""
    given = arguments()
    chosen = [one for one in CONTESTS if not given.contest or one.name in given.contest]
    runs = [run for one in chosen for run in one.runs]
    missing = {name for name in {run.environment for run in runs} if not made(name)}
    results = Results(machine=machine())
    # Of contests that are not run now, the folder's results stay.
    before = samples_in(given.out) if given.out else {}
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as place:
        for one in CONTESTS:
            if one in chosen:
                measure(one, place, given.rounds, missing, results)
            elif one.name in before:
                results.enter(one, before[one.name])
    print("\n" + whole_text(results))
    if given.out:
        write(results, given.out)
    if given.readme:
        text = put_between_marks(README.read_text(), whole_text(results))
        README.write_text(text)
    return 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    names = [one.name for one in CONTESTS]
    parser.add_argument("contest", nargs="*", help=f"one of {', '.join(names)}")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument(
        "--out",
        type=Path,
        help="a folder for JSON, text and plots; what it has of other contests stays",
    )
    parser.add_argument("--readme", action="store_true", help="put it in the README")
    given = parser.parse_args()
    unknown = sorted({*given.contest} - {*names})
    if unknown:
        parser.error(f"no contest {', '.join(unknown)}")
    return given


def made(environment: str) -> bool:
    """Whether there is, or could be made, an environment; what is missing is said."""
    line, there = ensure(environment)
    if not there:
        say(f"without {environment}: {line}")
    return there


def machine() -> dict[str, str]:
    return {
        "processors": str(os.cpu_count()),
        "Python": platform.python_version(),
        "dask": version("dask"),
    }


def measure(
    one: Contest, place: Place, rounds: int, missing: set[str], results: Results
) -> None:
    """Run one contest; contenders without their environment take no part."""
    say(one.name)
    present = [run for run in one.runs if run.environment not in missing]
    samples = contest(present, place, rounds, say_broken)
    results.enter(one, samples)
    say(contenders_table(results.samples[one.name]))
    if results.of(one):
        say(figures_table(results.of(one)))


def write(results: Results, folder: Path) -> None:
    """The results as JSON, text and plots in a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "results.json").write_text(json.dumps(results.as_json(), indent=1) + "\n")
    (folder / "results.md").write_text(whole_text(results) + "\n")
    draw(results, [folder / "diamond.svg", folder / "diamond.png"])


def say_broken(run: Run, problem: Broken) -> None:
    say(f"  {run.name} takes no further part: {problem}")


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
