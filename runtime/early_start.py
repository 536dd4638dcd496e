"""Where the part of the runtime begins that carried code needs on import."""


def early_runtime_begins() -> None:
    """Has its place among the names of the script, and nothing else."""
