"""Measure flowc beside its contenders: python -m tests.benchmarks"""

import argparse
import sys
import tempfile
from pathlib import Path

from .contest import contest
from .place import opened
from .results import Results
from .rows import CONTESTS


def main() -> int:
    """Run the contests that are asked for; write what came of them."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks")
    names = [one.name for one in CONTESTS]
    parser.add_argument("contest", nargs="*", help=", ".join(names))
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    unknown = sorted({*given.contest} - {*names})
    if unknown:
        parser.error(f"no contest {', '.join(unknown)}")
    results = Results()
    with tempfile.TemporaryDirectory() as folder, opened(Path(folder)) as place:
        for one in CONTESTS:
            if not given.contest or one.name in given.contest:
                print(one.name, flush=True)
                results.enter(one, contest(one.runs, place, given.rounds, say))
                print(results.text_of(one), flush=True)
    return 0


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
