"""FLC4xx: names."""

from .rule import Rule, error, warning

ROWS: tuple[Rule, ...] = (
    error(
        "FLC401",
        "a part of Prefect is not supported yet",
        """
The script runs without Prefect. flowc knows what it compiles by name: task, Flow,
Parameter, unmapped, the triggers, IntervalSchedule and the executors LocalExecutor,
LocalDaskExecutor and DaskExecutor. The message names what it does not know, whichever
way it was imported; the help says what to write instead where there is something.
""",
    ),
    error(
        "FLC402",
        "everything is imported from Prefect by a star",
        """
After `from prefect import *` nothing says which names of the file are Prefect's, and
flowc does not import Prefect to find out. Name them:

    from prefect import Flow, Parameter, task
""",
    ),
    error(
        "FLC403",
        "an import of Prefect stands inside other code",
        """
An import of prefect in a function, a class, a condition or a `try` is carried into the
script with the code around it, and the script must run where Prefect is not installed.
Import it at the top of the file, so that flowc sees what each name stands for.
""",
    ),
    error(
        "FLC404",
        "the script would miss a name",
        """
What is carried into the script (a task, a function, the block's own expressions) uses a
name that the file only makes in code which flowc leaves out: in the flow block, under a
condition behind it, under `if __name__ == "__main__":`. Make it at the top of the file:

    with Flow("load") as flow:
        limit = 10             # not seen by the tasks of the script
        load()

    limit = 10                 # instead
    with Flow("load") as flow:
        load()
""",
    ),
    warning(
        "FLC405",
        "a function of another file is called while the flow is built",
        """
flowc reads one file. A call in the flow block of something that another file defines is
taken for plain Python, that runs when the script builds its graph. If it is a task,
the script does not do what the flow does: it would call the task's function, or the
Task object, at once. Move the task to this file.

Where the call stands alone as a statement it can hardly be anything but a task, and is
an error.
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
The code asks a Prefect server: for other flow runs, key-value pairs, artifacts. A script
has no server. It compiles, and a task that comes to this place fails, and says so; the
rest of the flow goes on.
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
