"""The problems that end a program with a message and an exit code of their own."""


class ProgramError(Exception):
    """A known problem: `message` is for the user, `exit_code` for the shell."""

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.exit_code = exit_code


class UsageProblem(ProgramError):
    """The command line, the environment or a parameter can't be obeyed."""

    def __init__(self, message: str) -> None:
        super().__init__(message, 2)


class ClusterUnreachable(ProgramError):
    """No scheduler could be reached at the address within the time-out."""

    def __init__(self, message: str) -> None:
        super().__init__(message, 3)


class ClusterLost(ProgramError):
    """The scheduler went away while the flow was running."""

    def __init__(self, message: str) -> None:
        super().__init__(message, 3)


class NoWorkers(ProgramError):
    """The scheduler answers but too few workers arrived within the time-out."""

    def __init__(self, message: str) -> None:
        super().__init__(message, 3)


class VersionMismatch(ProgramError):
    """Client, scheduler and workers do not run the same Python or Dask.

    `other_python` tells that Python's minor version differs: code can't travel then.
    """

    def __init__(self, message: str, other_python: bool = False) -> None:
        super().__init__(message, 4)
        self.other_python = other_python
