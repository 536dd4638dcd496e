"""FLC9xx: writing the script, and faults of flowc's own."""

from .rule import Rule, error

ROWS: tuple[Rule, ...] = (
    error(
        "FLC901",
        "the script differs from what would be written",
        """
`--check` found that OUT is not what flowc would write now. A stale script is
written again by the same command without `--check`; one that was edited by hand
needs `--force`, which drops the edits:

    flowc compile dask_flow.py -o out.py
    flowc compile dask_flow.py -o out.py --force

Lasting changes belong in the source.
""",
    ),
    error(
        "FLC902",
        "the output would be overwritten",
        """
OUT exists and flowc did not write it, or somebody edited it since. flowc leaves it
alone unless told otherwise:

    flowc compile dask_flow.py -o out.py --diff      # what would change
    flowc compile dask_flow.py -o out.py --force     # drop what is there
""",
    ),
    error(
        "FLC903",
        "the output cannot be written",
        """
The folder of OUT is missing or may not be written, OUT is the source itself, or OUT
is a folder and `--all-flows` was not given. This is a mistake in the command, not in
the flow: flowc exits with 2, and what was there before is unchanged.
""",
    ),
    error(
        "FLC904",
        "a file was given up",
        """
`flowc analyze` looks at each file in a process of its own. That of this file took
longer than `--timeout` allows, or was ended, as a system does that runs out of memory.
The other files are not touched by it. With more time, or fewer processes at once, it
may end well:

    flowc analyze flows/ --timeout 300 --jobs 2
""",
    ),
    error(
        "FLC905",
        "there is no room for a temporary script",
        """
`flowc run` writes the script to a folder for temporary files, which is full, missing or
may not be written to. Make room there, name another folder, or compile the script and
run it yourself:

    TMPDIR=/var/scratch flowc run dask_flow.py
    flowc compile dask_flow.py -o out.py && python out.py

flowc exits with 2.
""",
    ),
    error(
        "FLC906",
        "the script would lack a name that the source has",
        """
flowc reads each finished script again. This one reads a name of module level that the
source binds and the script does not: a mistake of flowc's, not of the flow. Please
report it together with the smallest flow that shows it. No script is written.
""",
    ),
    error(
        "FLC999",
        "flowc has a bug",
        """
flowc itself failed; the input may be fine. Run the command again with `-v` for the
traceback and report it together with the smallest flow that shows it. flowc exits
with 3.
""",
    ),
)
