"""The text of a task's exception, as its author would want to read it."""

import linecache
import traceback
from types import FrameType, TracebackType
from typing import Optional

from .preview import encodable, placeholder_of

FAILURE_LIMIT = 20_000
LIBRARIES_BETWEEN = ("asyncio", "concurrent", "dask", "distributed", "threading")


def failure_text(
    problem: BaseException, source: str = "", limit: int = FAILURE_LIMIT
) -> str:
    """Return the traceback of a task's exception, at most `limit` characters.

    The frames before the task's own are left out; `source` is the file name that
    the flow's functions were re-located to. Never raises.
    """
    try:
        hide_other_text(source)
        start = first_own_frame(problem.__traceback__, source)
        lines = traceback.TracebackException(type(problem), problem, start).format()
        return cut_in_middle(encodable("".join(lines)), limit)
    except Exception as second:
        return f"{type(problem).__name__}: {placeholder_of(problem, second)}\n"


def hide_other_text(source: str) -> None:
    """Keep Python from showing lines of some other file that has the source's name."""
    if source and source not in linecache.cache:
        linecache.cache[source] = (0, None, [], source)


def first_own_frame(
    start: Optional[TracebackType], source: str
) -> Optional[TracebackType]:
    """Return the traceback from the first frame that is neither runtime nor Dask."""
    frames = []
    while start is not None:
        frames.append(start)
        start = start.tb_next
    own = [link for link in frames if link.tb_frame.f_code.co_filename == source]
    script = own[0].tb_frame.f_globals if own else None
    for link in frames:
        if link in own or not is_between(link.tb_frame, script):
            return link
    return frames[0] if frames else None


def is_between(frame: FrameType, script: Optional[dict[str, object]]) -> bool:
    """Tell whether a frame stands between Dask and the user's code.

    `script` are the globals of the flow's functions: what shares them without
    having been re-located was written by the compiler.
    """
    if frame.f_code.co_filename == failure_text.__code__.co_filename:
        return True
    module = str(frame.f_globals.get("__name__", ""))
    if module.startswith("flowc.runtime."):
        return True
    return frame.f_globals is script or module.split(".")[0] in LIBRARIES_BETWEEN


def cut_in_middle(text: str, limit: int) -> str:
    """Return `text`, without the middle where it is longer than `limit`."""
    if len(text) <= limit:
        return text
    mark = f"\n... {len(text) - limit:,} characters left out ...\n"
    half = max(limit - len(mark), 0) // 2
    return text[:half] + mark + text[len(text) - half :]


def with_source_lines(text: str) -> str:
    """Add to a worker's traceback the source lines that only the client knows."""
    lines = text.splitlines()
    shown: list[str] = []
    for number, entry in enumerate(lines):
        shown.append(entry)
        after = lines[number + 1] if number + 1 < len(lines) else ""
        if entry.startswith('  File "') and not after.startswith("    "):
            shown += ["    " + found for found in known_line(entry)]
    return "\n".join(shown)


def known_line(entry: str) -> list[str]:
    """Return the text of the line that an entry of a traceback names, if known."""
    name, _, rest = entry[len('  File "') :].partition('", line ')
    number = rest.split(",")[0]
    if name not in linecache.cache or not number.isdecimal():
        return []
    found = linecache.getline(name, int(number)).strip()
    return [found] if found else []
