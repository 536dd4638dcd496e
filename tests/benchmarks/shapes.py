"""Contests of flows whose shape or whose results make them hard to run well."""

from .rows import Contest, Row
from .starts import prefect1, program, script

SHAPES = (
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
)
