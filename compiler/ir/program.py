"""What the program around a flow does, as far as the script has to know."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Program:
    """The program around a flow.

    `runs` tells whether it runs flows as it stands, `looks` whether it looks at results
    of its runs, `reads_arguments` whether it reads the command line, `tasks_run`
    whether tasks may run flows, and `starts` whether they may do so by their names.
    `flow` is the expression that gives the flow at module level, "" if there is none;
    `start` is then the call of a function that makes the flow and runs it, or "".
    `docstring` is what `__doc__` is to the source, as an expression, or "" if it never
    reads that. `made` is False where nothing of the program makes the flow.
    """

    runs: bool = False
    looks: bool = False
    reads_arguments: bool = False
    tasks_run: bool = False
    starts: bool = False
    flow: str = ""
    start: str = ""
    made: bool = True
    docstring: str = ""
