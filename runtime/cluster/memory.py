"""Memory that a program has no more use for."""

import contextlib


def give_back_memory() -> None:
    """Give the system back what is free between what is not.

    To compile a script Python takes some 20 MB, and glibc keeps most of them, in pieces
    too big for what is needed later. Other systems' C libraries have no such function.
    """
    import ctypes

    with contextlib.suppress(Exception):
        ctypes.CDLL(None).malloc_trim(0)
