"""Takes IPython's own lines out of a notebook's cell, so that Python is left."""

import re
from dataclasses import dataclass

from .lexical import Lines

# Magics whose cell is Python that runs in the notebook itself.
_PYTHON_CELLS = frozenset(
    {"capture", "debug", "heat", "memit", "mprun", "prun", "scalene", "snakeviz"}
    | {"time", "timeit"}
)
_CELL_MAGIC = re.compile(r"%%(\w+)(?![\w?])")
_TIMED = re.compile(r"%time\s+(?:--no-raise-error\s+)?(?=\S)")
_ESCAPES = tuple("!?%,;/")
_ASSIGNED = re.compile(r"(?P<targets>[\w\s.,:*\[\]()]+)=\s*(?:!|%\s*[A-Za-z_])")


@dataclass(frozen=True)
class LeftOut:
    """A line that is no Python: its number in the cell, and its text.

    `binds` are the names that it gives a value.
    """

    line: int
    text: str
    binds: tuple[str, ...] = ()


@dataclass(frozen=True)
class PythonCell:
    """A cell's Python, line by line where the cell has it, and what is not in it."""

    text: str
    left_out: tuple[LeftOut, ...] = ()


def python_of(text: str) -> PythonCell:
    """The Python of a cell; its other lines are comments.

    Only a line that starts a statement can be IPython's. `%time` in front of one is
    dropped, and the statement kept, as it does what it does without.
    """
    lines = _dedented(text.split("\n"))
    left_out: list[LeftOut] = []
    first = _body_start(lines, left_out)
    _take_out(lines, first, left_out)
    return PythonCell("\n".join(lines), tuple(left_out))


def _dedented(lines: list[str]) -> list[str]:
    """The lines without the indent of the first, as IPython reads them."""
    first = next((line for line in lines if line.strip()), "")
    indent = first[: len(first) - len(first.lstrip())]
    return [line.removeprefix(indent) for line in lines]


def _body_start(lines: list[str], left_out: list[LeftOut]) -> int:
    """The index of the first line below the cell's magics, which become comments.

    Of a cell in another language than Python that is the end.
    """
    for index, line in enumerate(lines):
        found = _CELL_MAGIC.match(line)
        if found and found[1] not in _PYTHON_CELLS:
            left_out.append(LeftOut(index + 1, line.strip()))
            lines[index:] = map(_comment, lines[index:])
            return len(lines)
        if line.strip() and not found:
            return index
        lines[index] = _comment(line)
    return len(lines)


def _comment(line: str) -> str:
    return f"# {line}".rstrip() if line.strip() else ""


def _take_out(lines: list[str], index: int, left_out: list[LeftOut]) -> None:
    """Make comments of IPython's lines from `index` on, in place."""
    state = Lines()
    while index < len(lines):
        if state.at_statement:
            lines[index] = _untimed(lines[index])
            end = _end(lines, index)
            if _is_magic(lines[index], state):
                text = " ".join(line.strip(" \t\\") for line in lines[index:end])
                left_out.append(LeftOut(index + 1, text, _targets(lines[index])))
                lines[index:end] = _replaced(lines[index:end])
                index = end
                continue
        state.read(lines[index])
        index += 1


def _untimed(line: str) -> str:
    bare = line.lstrip()
    return line[: len(line) - len(bare)] + _TIMED.sub("", bare, count=1)


def _end(lines: list[str], index: int) -> int:
    """The index behind a line and those that it continues on."""
    while index < len(lines) - 1 and lines[index].endswith("\\"):
        index += 1
    return index + 1


def _is_magic(line: str, state: Lines) -> bool:
    """Whether a line that starts a statement is one of IPython's."""
    bare = line.strip()
    if bare.startswith((*_ESCAPES, "get_ipython()")):
        return True
    if not any(sign in bare for sign in _ESCAPES[:3]):
        return False
    code = state.code_of(bare).rstrip()
    return code.endswith("?") or _ASSIGNED.match(code) is not None


def _targets(line: str) -> tuple[str, ...]:
    found = _ASSIGNED.match(line.strip())
    return tuple(re.findall(r"[^\W\d]\w*", found["targets"])) if found else ()


def _replaced(lines: list[str]) -> list[str]:
    """Comments; in a block with a `pass`, lest nothing else stands in it."""
    indent = lines[0][: len(lines[0]) - len(lines[0].lstrip())]
    stands = f"{indent}pass  " if indent else ""
    first, *others = (line.strip() for line in lines)
    return [f"{stands}# {first}", *(f"{indent}# {each}".rstrip() for each in others)]
