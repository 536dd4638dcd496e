"""FLC0xx: reading a file and choosing a flow in it."""

from .rule import Rule, error, note, warning

ROWS: tuple[Rule, ...] = (
    error(
        "FLC001",
        "the source cannot be opened",
        """
The path given as SRC does not exist, is a folder, or may not be read. This is a
mistake in the command, not in the flow: flowc exits with 2.

    flowc compile flows/dask_flow.py -o out.py
    cat dask_flow.py | flowc compile - -o out.py
""",
    ),
    error(
        "FLC002",
        "the source cannot be decoded",
        """
A source file is UTF-8 unless its first or second line names another encoding.
The file holds bytes that its encoding does not have, or names an encoding that
Python does not know. The message gives the offset of the first such byte.

Save the file as UTF-8, or name the encoding that it really has:

    # -*- coding: latin-1 -*-
""",
    ),
    error(
        "FLC003",
        "the source contains a NUL byte",
        """
Python does not read source text with NUL bytes. The file is probably not text, or
it was saved as UTF-16. Save it as UTF-8.
""",
    ),
    error(
        "FLC004",
        "the source is not valid Python",
        """
The file has a syntax error for the Python that runs flowc, so no part of it can be
understood. The message is Python's own; `python -m py_compile FILE` shows the same.

Code of Python 2 has to be ported first:

    print "done"      # Python 2
    print("done")     # Python 3
""",
    ),
    error(
        "FLC005",
        "the source is nested too deep",
        """
Expressions or blocks are nested so deep that reading them could crash the parser.
Honest code stays far below the limit; generated code may not. Move the inner parts
to variables or functions, or write a long chain as a loop over a list:

    total = 1 + 1 + 1 + 1          # thousands of terms
    total = sum([1, 1, 1, 1])      # the same, and flat
""",
    ),
    error(
        "FLC006",
        "the source is too large",
        """
flowc reads files of up to 2 MiB and 50,000 lines. A file of that size is usually
data: keep it in a file that a task reads, or in a module of its own.
""",
    ),
    error(
        "FLC007",
        "the file has no flow",
        """
flowc compiles flows that a file makes: in blocks at its top level or in functions, by
calls of functions that return flows, as copies:

    from prefect import task, Flow

    @task
    def inc(x):
        return x + 1

    with Flow("example") as flow:
        inc(1)

A file that only imports its flow from elsewhere has none of its own: compile the
file that declares it.
""",
    ),
    error(
        "FLC008",
        "the file has several flows and none was chosen",
        """
One script runs one flow. Say which one by its variable or its name, or write one
script for each flow into a folder:

    flowc compile flows.py --flow nightly -o nightly.py
    flowc compile flows.py --all-flows -o scripts/
""",
    ),
    error(
        "FLC009",
        "the file has no flow of that name",
        """
`--flow` takes the variable that holds the flow, or the name that the flow was given:

    with Flow("Nightly load") as nightly:
        ...

    flowc compile flows.py --flow nightly
    flowc compile flows.py --flow "Nightly load"
""",
    ),
    error(
        "FLC010",
        "the source is no notebook",
        """
A file whose name ends in .ipynb is read as a Jupyter notebook of format 3 or 4: JSON
with a list of cells, each of which says what it is and holds its text. This one is cut
off, was merged by hand, or is something else. Open it in Jupyter and save it again, or
let Jupyter write its code as a file of Python:

    jupyter nbconvert --to script flow.ipynb
    flowc compile flow.py -o out.py
""",
    ),
    error(
        "FLC011",
        "the notebook is not in Python",
        """
The notebook says that its kernel runs another language. Where the code is Python all
the same, choose a Python kernel in Jupyter and save the notebook.
""",
    ),
    note(
        "FLC012",
        "lines of a notebook that only IPython knows are left out",
        """
Magics (`%matplotlib inline`), commands of the shell (`!ls`, `%%bash`) and questions
(`flow?`) are no Python, and no part of the script. Of `%time`, `%%time`, `%%capture`
and their like only the magic itself is left out: the code behind it stays.

What such a line installs has to be there where the script runs; what it does for the
flow has to be a task:

    !aws s3 cp s3://bucket/rows.csv .          # left out

    @task
    def fetch():
        subprocess.run(["aws", "s3", "cp", "s3://bucket/rows.csv", "."], check=True)
""",
    ),
    warning(
        "FLC013",
        "a value that only IPython can give is left out",
        """
The value is what a command or a magic answers, or comes from a file that `%run` runs.
The script has no IPython, and so no such name: code that uses it fails there. Write it
in Python:

    names = !ls data                           # left out
    names = sorted(os.listdir("data"))         # carried

    %run helpers.py                            # left out
    from helpers import clean                  # carried
""",
    ),
    warning(
        "FLC014",
        "a flow's class is of a package whose source is not at hand",
        """
`with X(...) as flow:` around calls of tasks is a flow, whatever X is. Where X, or what
it derives from, comes from a package that lies in none of the folders where modules are
looked for, the script has Prefect's Flow in its place. What the package's class does of
its own can't be known: its methods do nothing in the script, and defaults that it has,
such as handlers or an executor, are not there.

    from thirdparty.flows import Flow          # taken for prefect.Flow

Where the package's source lies somewhere, tell flowc: then its class is carried like
one of the project.

    flowc compile flow.py --source-root vendor -o out.py
""",
    ),
    warning(
        "FLC015",
        "an argument that only a package's own Flow class knows is left out",
        """
The flow's class is taken for Prefect's (FLC014), which has no such argument. What the
package does with it is not in the script:

    with Flow("load", owners=["data"]) as flow:      # `owners` is left out

Give the script the package's source with `--source-root DIR`, or do what the argument
stands for in a task, or with a state handler.
""",
    ),
    warning(
        "FLC016",
        "a storage or a run configuration stands where the flow's schedule belongs",
        """
The second argument of Flow is its schedule. Prefect takes whatever stands there, and
`flow.run()` then fails: only a schedule has a `next` time. The script has no schedule:

    with Flow("load", GitHub(repo="a/b", path="load.py")) as flow:

Write `storage=GitHub(...)`, which scripts have no use for, or give a schedule.
""",
    ),
)
