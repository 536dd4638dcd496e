"""FLC4xx: names."""

from .rule import Rule, error

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
)
