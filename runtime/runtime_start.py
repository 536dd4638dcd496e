"""Where the runtime begins in a script: what is defined after it is the runtime's."""


def runtime_begins() -> None:
    """Has its place among the names of the script, and nothing else."""
