"""Contests of diamonds: inc, dec and add of each element, and a sum."""

from .contest import Run
from .rows import Contest, Row
from .starts import prefect1, program, script


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


MODULE = {
    "imported": "module",
    "imported, third run": "module later",
    "imported, new client": "module, new client",
}


def module_runs(size: int) -> tuple[Run, ...]:
    """The script as a program, and imported by another: first and later runs."""
    return diamond(size), *(
        script(name, "diamond", size, workload=workload)
        for name, workload in MODULE.items()
    )


def module_rows(size: str) -> tuple[Row, ...]:
    """What an imported script takes beside its own program."""
    return tuple(
        Row(f"diamond of {size} {name}, against its program", name, "flowc", 1.5, 1)
        for name in MODULE
    )


DIAMONDS = (
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
    Contest("diamond-module-1000", module_runs(1000), module_rows("1,000")),
    Contest("diamond-module-1000000", module_runs(1_000_000), module_rows("1,000,000")),
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
)
