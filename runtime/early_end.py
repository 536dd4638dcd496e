"""Where the part of the runtime ends that carried code needs on import."""


def early_runtime_ends() -> None:
    """Has its place among the names of the script, and nothing else."""
