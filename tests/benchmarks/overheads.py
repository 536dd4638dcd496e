"""Contests of what flowc costs where there is hardly any work to do."""

from .rows import Contest, Row
from .sources import of_calls, of_shape
from .starts import cold_code, cold_script, compiling, program, script

OVERHEADS = (
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
            compiling("100 calls upstream", of_shape("dense edges", 100)),
            compiling("200 calls upstream", of_shape("dense edges", 200)),
            compiling("a list of 10,000", of_shape("list", 10_000)),
            compiling("a list of 100,000", of_shape("list", 100_000)),
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
            Row(
                "compile 200 calls upstream of all later ones against 100",
                "200 calls upstream",
                "100 calls upstream",
                5,
                4,
            ),
            Row(
                "compile a list of 100,000 numbers against 10,000",
                "a list of 100,000",
                "a list of 10,000",
                12,
                10,
            ),
        ),
    ),
)
