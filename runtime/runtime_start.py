"""Where the runtime begins in a script: what is defined after it is the runtime's.

Pieces that carried code needs on import stand before it, and travel like that code.
"""


def runtime_begins() -> None:
    """Has its place among the names of the script, and nothing else."""
