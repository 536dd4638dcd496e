"""The text of a task's exception, as its author would want to read it."""

import linecache
import traceback
from types import FrameType, TracebackType
from typing import Optional

from .preview import clipped, encodable, own_repr

FAILURE_LIMIT = 20_000
RUNTIMES = ("flowc.runtime.", "flowc_runtime_")
LIBRARIES_BETWEEN = ("asyncio", "concurrent", "dask", "distributed", "threading")


def failure_text(problem: BaseException, limit: int = FAILURE_LIMIT) -> str:
    """Return the traceback of a task's exception, at most `limit` characters.

    The frames before the task's own are left out. Never raises.
    """
    try:
        start = own_frames(problem.__traceback__)
        lines = traceback.TracebackException(type(problem), problem, start).format()
        return cut_in_middle(encodable("".join(lines)), limit)
    except Exception:
        return clipped(own_repr(problem), limit) + "\n"


def own_frames(start: Optional[TracebackType]) -> Optional[TracebackType]:
    """Return the traceback from the first frame that is neither runtime nor Dask."""
    links: list[TracebackType] = []
    while start is not None:
        links.append(start)
        start = start.tb_next
    carried = [link.tb_frame for link in links if is_relocated(link.tb_frame)]
    hide_other_text({frame.f_code.co_filename for frame in carried})
    script = carried[0].f_globals if carried else None
    own = (link for link in links if not is_between(link.tb_frame, script))
    return next(own, links[-1] if links else None)


def is_relocated(frame: FrameType) -> bool:
    """Tell whether the frame's code names another file than its module's."""
    return frame.f_code.co_filename != frame.f_globals.get("__file__")


def hide_other_text(names: set[str]) -> None:
    """Keep Python from showing lines of a file that is not there, or is another."""
    for name in names:
        if name not in linecache.cache and not name.startswith("<"):
            linecache.cache[name] = (0, None, [], name)


def is_between(frame: FrameType, script: Optional[dict[str, object]]) -> bool:
    """Tell whether a frame stands between Dask and the user's code.

    `script` are the globals of the flow's functions: what shares them without
    having been re-located was written by the compiler.
    """
    if frame.f_code.co_filename == failure_text.__code__.co_filename:
        return True
    module = str(frame.f_globals.get("__name__", ""))
    if module.startswith(RUNTIMES) or module.split(".")[0] in LIBRARIES_BETWEEN:
        return True
    return frame.f_globals is script and not is_relocated(frame)


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
