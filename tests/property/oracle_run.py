"""Compare generated flows under flowc, interpreted, and under real Prefect 1.4.1.

    python tests/property/oracle_run.py --seed 1 --count 300 --jobs 2 [--record]

Needs the `oracle` environment (tests/environments.py). Every disagreement is printed
with its flow's text; --failures writes each into a folder of its own as well. --record
writes tests/property/agreement.json. Exit code 1 if any flow disagrees.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(CHECKOUT))

from tests.environments import python_of  # noqa: E402
from tests.property.compare import difference  # noqa: E402
from tests.property.trial import Trial, recorded  # noqa: E402

AGREEMENT = CHECKOUT / "tests" / "property" / "agreement.json"
WORKER = CHECKOUT / "tests" / "property" / "oracle_worker.py"
FIRST = 20
# How often Prefect is asked about a flow that it ends in another way.
AGAIN = 12
UNFINISHED = "Prefect ends with a mapped child still Retrying"
VERSIONS = """\
import importlib.metadata as m, json, platform
names = ["prefect", "dask", "distributed", "pendulum"]
found = {name: m.version(name) for name in names}
print(json.dumps({"python": platform.python_version(), **found}))
"""


@dataclass(frozen=True)
class Outcome:
    """How one flow compared: with Prefect, what is interpreted and what flowc does."""

    trial: Trial
    interpreted: str
    compiled: str
    prefect: str

    @property
    def wrong(self) -> list[str]:
        pairs = {"interpretation": self.interpreted, "flowc": self.compiled}
        return [name for name, found in pairs.items() if found != self.prefect]

    @property
    def unfinished(self) -> bool:
        """Whether Prefect ended the run while a task was still to be tried again."""
        return '"state": "Retrying"' in self.prefect

    def told(self) -> str:
        """Return the flow and every difference as text."""
        parts = [f"==== {self.trial.name}: {', '.join(self.wrong)}", self.trial.text]
        for name in self.wrong:
            found = self.compiled if name == "flowc" else self.interpreted
            parts += [f"---- Prefect and {name}", difference(self.prefect, found)]
        return "\n".join(parts)


def trials(
    seed: int, count: int, start: int = 0
) -> tuple[list[Trial], Counter[str], int]:
    """Return `count` flows that can be compared, from number `start` on.

    Also why others can't be, each with how many, and the number of the next flow.
    """
    chosen: list[Trial] = []
    apart: Counter[str] = Counter()
    while len(chosen) < count:
        trial = Trial(seed, start)
        start += 1
        if why := trial.apart:
            apart[why] += 1
        else:
            chosen.append(trial)
    return chosen, apart, start


def under_prefect(chosen: list[Trial]) -> list[str]:
    """Return how each flow ends under real Prefect."""
    lines = [json.dumps({"name": t.name, "files": t.files}) + "\n" for t in chosen]
    done = subprocess.run(
        [python_of("oracle"), WORKER],
        input="".join(lines),
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return [recorded(json.loads(line)) for line in done.stdout.splitlines()]


def compare_all(chosen: list[Trial]) -> list[Outcome]:
    """Run flows under everything."""
    ends = under_prefect(chosen)
    found = [
        Outcome(trial, trial.interpreted, trial.compiled(), end)
        for trial, end in zip(chosen, ends, strict=True)
    ]
    return [asked_again(each) if each.wrong else each for each in found]


def asked_again(outcome: Outcome) -> Outcome:
    """Return the outcome with another end of Prefect's, if it has one that agrees.

    Prefect goes through edges in the order of a set: a flow that is given one result
    both flattened and as it is ends now in one way and now in another.
    """
    for _ in range(AGAIN):
        [end] = under_prefect([outcome.trial])
        if end == outcome.compiled:
            return replace(outcome, prefect=end)
    return outcome


def shared_out(chosen: list[Trial], jobs: int) -> Iterator[Outcome]:
    """Compare the flows in so many processes."""
    shares = [chosen[i :: jobs * 4] for i in range(jobs * 4)]
    with ProcessPoolExecutor(jobs) as pool:
        for outcomes in pool.map(compare_all, filter(None, shares)):
            yield from outcomes


def compared(seed: int, count: int, jobs: int) -> tuple[list[Outcome], Counter[str]]:
    """Compare `count` flows; those that Prefect leaves unfinished are made up for."""
    outcomes: list[Outcome] = []
    apart: Counter[str] = Counter()
    start = 0
    while lacking := count - len(outcomes):
        chosen, why, start = trials(seed, lacking, start)
        apart += why
        found = list(shared_out(chosen, min(jobs, len(chosen))))
        outcomes += [o for o in found if not o.unfinished]
        apart[UNFINISHED] += sum(o.unfinished for o in found)
    outcomes.sort(key=lambda outcome: outcome.trial.number)
    return outcomes, +apart


def digest(chosen: list[Trial]) -> str:
    """Return a hash of the flows' texts."""
    return sha256("".join(trial.text for trial in chosen).encode()).hexdigest()


def versions() -> dict[str, str]:
    """Return the versions of the oracle's Python and packages."""
    done = subprocess.run([python_of("oracle"), "-c", VERSIONS], capture_output=True)
    found: dict[str, str] = json.loads(done.stdout)
    return found


def agreement(
    seed: int, outcomes: list[Outcome], apart: Counter[str]
) -> dict[str, Any]:
    """Return what is recorded of a run."""
    wrong = [outcome for outcome in outcomes if outcome.wrong]
    first, _, _ = trials(seed, FIRST)
    return {
        "seed": seed,
        "count": len(outcomes),
        "agreed": len(outcomes) - len(wrong),
        "disagreed": [{**asdict(o.trial), "wrong": o.wrong} for o in wrong],
        "not_compared": dict(sorted(apart.items())),
        "oracle": versions(),
        "first_texts": {"count": FIRST, "sha256": digest(first)},
    }


def parsed(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="compare generated flows with Prefect")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--failures", type=Path, help="a folder for what disagrees")
    parser.add_argument("--record", action="store_true", help="write agreement.json")
    return parser.parse_args(argv)


def main(argv: list[str]) -> int:
    options = parsed(argv)
    outcomes, apart = compared(options.seed, options.count, options.jobs)
    wrong = [outcome for outcome in outcomes if outcome.wrong]
    for outcome in wrong:
        print(outcome.told())
        if options.failures:
            options.failures.mkdir(parents=True, exist_ok=True)
            (options.failures / f"{outcome.trial.name}.txt").write_text(outcome.told())
    said = agreement(options.seed, outcomes, apart)
    print(json.dumps(said, indent=1))
    if options.record:
        AGREEMENT.write_text(json.dumps(said, indent=1) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
