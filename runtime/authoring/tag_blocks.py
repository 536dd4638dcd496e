"""`with tags(...):`: tags for the tasks made in a block."""

import contextlib
from collections.abc import Iterator

from .build_stack import build_entered, current_tags


@contextlib.contextmanager
def tag_block(*tags: str) -> Iterator[None]:
    """Give these tags, beside those of the blocks around, to all tasks made inside."""
    with build_entered(tags={*tags, *current_tags()}):
        yield
