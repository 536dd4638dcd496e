"""What is measured: contests, and the rows of the table that each gives."""

from dataclasses import dataclass

from .contest import Run
from .sources import of_calls
from .starts import cold_code, cold_script, compiling, prefect1, program, script


@dataclass(frozen=True)
class Row:
    """A line of the table: what one contender takes beside another, or an ideal.

    `kind` is "faster" (how many times; the bar is a least), "times" (how many times as
    long; a most) or "more" (MB of the `measure` "client" or "scheduler"; a most).
    `against` is a contender's name, or the seconds of an ideal.
    """

    title: str
    ours: str
    against: str | float
    bar: float
    aim: float
    kind: str = "times"
    measure: str = "seconds"


@dataclass(frozen=True)
class Contest:
    """Contenders that take turns, and the rows that come of it."""

    name: str
    runs: tuple[Run, ...]
    rows: tuple[Row, ...] = ()


def naive(size: int, rounds: int = 5) -> Run:
    return program("naive delayed", "delayed_naive", "diamond", size, rounds=rounds)


def expert(size: int, rounds: int) -> Run:
    return program("expert delayed", "delayed_expert", "diamond", size, rounds=rounds)


def mapped(size: int, rounds: int) -> Run:
    return program("Client.map", "client_map", "diamond", size, rounds=rounds)


def loop(size: int, workload: str = "diamond") -> Run:
    return program("plain loop", "plain", workload, size)


def peers(size: int, rounds: int) -> tuple[Run, ...]:
    return (
        program("Ray", "ray_tasks", "diamond", size, "ray", rounds),
        program("Parsl", "parsl_apps", "diamond", size, "parsl", rounds),
    )


def diamond(size: int) -> Run:
    return script("flowc", "diamond", size)


CONTESTS = (
    Contest(
        "diamond-100",
        (
            loop(100),
            diamond(100),
            naive(100),
            expert(100, 5),
            mapped(100, 5),
            prefect1("Prefect 1.4.1", "diamond", 100),
            *peers(100, 3),
            program("Prefect 3", "prefect3", "diamond", 100, "prefect3", 1),
        ),
        (
            Row(
                "diamond of 100 against Prefect 1.4.1, DaskExecutor",
                "flowc",
                "Prefect 1.4.1",
                60,
                100,
                "faster",
            ),
        ),
    ),
    Contest(
        "diamond-1000",
        (
            loop(1000),
            diamond(1000),
            naive(1000),
            expert(1000, 5),
            mapped(1000, 3),
            prefect1("Prefect 1.4.1", "diamond", 1000),
            *peers(1000, 3),
        ),
        (
            Row(
                "diamond of 1,000 against naive dask.delayed",
                "flowc",
                "naive delayed",
                100,
                200,
                "faster",
            ),
            Row(
                "diamond of 1,000 against Prefect 1.4.1, DaskExecutor",
                "flowc",
                "Prefect 1.4.1",
                400,
                800,
                "faster",
            ),
        ),
    ),
    Contest(
        "diamond-10000",
        (loop(10_000), diamond(10_000), naive(10_000), expert(10_000, 1)),
        (
            Row(
                "diamond of 10,000 against naive dask.delayed",
                "flowc",
                "naive delayed",
                1000,
                2000,
                "faster",
            ),
        ),
    ),
    Contest("diamond-100000", (loop(100_000), diamond(100_000))),
    Contest(
        "diamond-1000000",
        (
            program("idle client", "idle", "idle"),
            loop(1_000_000),
            diamond(1_000_000),
            script("flowc, its program", "diamond", 1_000_000, workload="program"),
        ),
        (
            Row(
                "diamond of 1,000,000 against a plain loop of three lists",
                "flowc",
                "plain loop",
                1.5,
                0.8,
            ),
            Row(
                "the same: peak of the client over an idle one",
                "flowc, its program",
                "idle client",
                10,
                1,
                "more",
                "client",
            ),
            Row(
                "the same: peak of the scheduler over before",
                "flowc, its program",
                "idle client",
                10,
                1,
                "more",
                "scheduler",
            ),
        ),
    ),
    Contest(
        "failing-1000000",
        (loop(1_000_000, "failing"), script("flowc", "failing", 1_000_000)),
        (
            Row(
                "the same, 1 % failing, all_finished reduce, against loops with `try`",
                "flowc",
                "plain loop",
                2,
                1.2,
            ),
        ),
    ),
    Contest(
        "dynamic-100000",
        (
            script("known width", "known", 100_000),
            script("flowc", "dynamic", 100_000),
        ),
        (
            Row(
                "dynamic map of 100,000 of 20 us against the same width known",
                "flowc",
                "known width",
                1.3,
                1.05,
            ),
        ),
    ),
    Contest(
        "skewed-200",
        (script("flowc", "skewed", 200),),
        (
            Row(
                "200 elements, 10 % of them 20 times slower, against the ideal",
                "flowc",
                (20 * 0.020 + 180 * 0.001) / 2,
                1.3,
                1.15,
            ),
        ),
    ),
    Contest(
        "slow-2000",
        (script("flowc", "slow", 2000),),
        (
            Row(
                "2,000 elements of 5 ms, width unknown, against the ideal",
                "flowc",
                2000 * 0.005 / 2,
                1.15,
                1.05,
            ),
        ),
    ),
    Contest(
        "branches",
        (
            script("flowc", "branches", 2, threads=3),
            prefect1("Prefect 1.4.1", "branches", 2, threads=3),
        ),
        (
            Row(
                "three generate-map-reduce branches of sleeps against the ideal",
                "flowc",
                3 * 0.5,
                1.1,
                1.02,
            ),
        ),
    ),
    Contest(
        "branches-2-threads",
        (
            script("flowc", "branches", 2),
            prefect1("Prefect 1.4.1", "branches", 2),
        ),
        (
            Row(
                "the same on 2 threads against the ideal",
                "flowc",
                (3 + 6 + 3) * 0.5 / 2,
                1.1,
                1.02,
            ),
        ),
    ),
    Contest(
        "long-pairs",
        (script("flowc", "long_pairs", 2, threads=2),),
        (
            Row(
                "two elements of 1 s in a diamond, 4 threads, against 2 s",
                "flowc",
                2.0,
                1.15,
                1.05,
            ),
        ),
    ),
    Contest(
        "megabytes-200",
        (
            program("idle client", "idle", "idle"),
            script("flowc", "megabytes", 200, workload="program"),
            prefect1("Prefect 1.4.1", "megabytes", 200, rounds=1),
        ),
        (
            Row(
                "200 results of 1 MB reduced: peak of the client over an idle one",
                "flowc",
                "idle client",
                10,
                2,
                "more",
                "client",
            ),
        ),
    ),
    Contest(
        "small",
        (
            program("one empty submit", "idle", "submit"),
            script("flowc, first run", "small"),
            script("flowc", "small", workload="again"),
        ),
        (
            Row(
                "three tasks, warm, against one empty submit",
                "flowc",
                "one empty submit",
                4,
                2,
            ),
            Row(
                "the same, the first run of its process",
                "flowc, first run",
                "one empty submit",
                4,
                2,
            ),
        ),
    ),
    Contest(
        "cold-threads",
        (
            cold_code("import dask.threaded", "import dask.threaded"),
            cold_script("flowc", "twelve", "threads"),
        ),
        (
            Row(
                "12 tasks cold, --local threads, against import dask.threaded",
                "flowc",
                "import dask.threaded",
                2.5,
                1.5,
            ),
        ),
    ),
    Contest(
        "cold-tcp",
        (
            cold_code(
                "a client",
                "from distributed import Client; Client(ADDRESS).close()",
            ),
            cold_script("flowc", "twelve", "tcp"),
        ),
        (
            Row(
                "12 tasks cold on tcp, against connecting a client",
                "flowc",
                "a client",
                2,
                1.2,
            ),
        ),
    ),
    Contest(
        "compile",
        (
            cold_code("imports", "import libcst, black, jinja2", ours=True),
            compiling("10 calls", of_calls(10)),
            compiling("100 calls", of_calls(100)),
            compiling("1,000 calls", of_calls(1000)),
            compiling("10,000 calls", of_calls(10_000)),
        ),
        (
            Row(
                "compile 100 calls against import libcst, black, jinja2",
                "100 calls",
                "imports",
                2,
                1.3,
            ),
            Row("compile 1,000 calls against the same", "1,000 calls", "imports", 8, 4),
            Row(
                "compile 10,000 calls against 1,000",
                "10,000 calls",
                "1,000 calls",
                12,
                10,
            ),
        ),
    ),
)
