"""FLC4xx: names."""

from .codes_lowering import obstacle
from .rule import Rule, error, warning

ROWS: tuple[Rule, ...] = (
    error(
        "FLC401",
        "a part of Prefect that flowc does not know, or does not lower",
        """
The script runs without Prefect, and has its own Task, Flow, State, signals, context,
results, schedules and executors under Prefect's names. A name that flowc has nothing
for is an error, wherever it is used: executors and schedules of other packages, names
that Prefect 1 never had.

Where flowc knows the name and only a lowered flow can't have it (objects of Task
classes, `mapped`, `flatten`, `apply_map`, `tags`, ...), this is a note: the script
builds the flow with its own Python, with the same results. Its maps are not fused, and
`flowc graph` shows its statements instead of its tasks.
""",
    ),
    obstacle(
        "FLC403",
        "an import of Prefect stands in the flow block",
        """
Imports at the top of the file, in functions and in a `try` around an import are read.
Import what the block uses at the top of the file:

    from prefect import Flow, Parameter, task

    with Flow("load") as flow:
        load(Parameter("path"))
""",
    ),
    error(
        "FLC404",
        "the script would miss a name",
        """
What is carried into the script (a task, a function, the block's own expressions) uses a
name that the file only makes in code which flowc leaves out: under a condition behind
the flow, under `if __name__ == "__main__":`. Make it at the top of the file:

    @task
    def load():
        return read(limit)

    if __name__ == "__main__":
        limit = 10             # not seen by the tasks of the script
        flow.run()

A name that the flow block makes and its tasks use is a note: the script builds the flow
with its own Python, which makes the name.
""",
    ),
    warning(
        "FLC405",
        "a function of another file is called while the flow is built",
        """
flowc reads one file. What another file defines and the flow block calls runs when the
script builds its flow. If it is a plain function, all is well. If it is a task, the
script takes it over as it is: a Task object of the real Prefect, so that its package
and prefect 1 have to be installed where the script and the workers run. Move the task
to this file to be rid of that.
""",
    ),
    error(
        "FLC406",
        "the script would import from the package of the source",
        """
A relative import needs the package that the source lies in. The script lies elsewhere,
and is no part of it. Import by the full name, from a package that is installed where
the script runs, or move the code to this file:

    from .names import TABLE           # not this
    from project.names import TABLE    # but this
""",
    ),
    warning(
        "FLC407",
        "a task of the library needs Prefect on the workers",
        """
The script imports this class or function of Prefect's task library when the task runs.
Where Prefect 1.4.1 is installed on the workers, with what the class itself needs, it
works as before; where it is not, that task alone fails, and says what to install. Write
the task yourself to be rid of Prefect:

    @task
    def download(key):
        return boto3.client("s3").get_object(Bucket="b", Key=key)["Body"].read()
""",
    ),
    warning(
        "FLC408",
        "only a Prefect server can answer this",
        """
The code asks a Prefect server: about flow runs, for key-value pairs, for artifacts. A
script has no server. It compiles, and a task that comes to this place fails, and says
so; the rest of the flow goes on.
""",
    ),
    warning(
        "FLC409",
        "a flow that is started is not at hand",
        """
A task starts another flow by its name, and the file has no flow of that name. Flows of
the same file run as part of the script. For others set `FLOWC_START_FLOW` to a command
that starts them, such as

    FLOWC_START_FLOW="python {flow}.py --once --param-file {parameters}"

Without it that task alone fails, and says so.
""",
    ),
)
