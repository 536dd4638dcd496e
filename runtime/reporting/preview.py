"""A bounded text of any value, made where the value is."""

import array
import collections
import itertools
from collections.abc import Iterable, Iterator
from typing import Any, Optional

from .array_size import printed_bytes, printed_objects

PREVIEW_LIMIT = 2000
ITEMS_OF_CUT = 100
LEAST_ROOM = 8
PLAIN_TYPES = (int, float, bool, str, type(None))
CUT_MARK = "..."
HUGE = 10**24
LONGEST_NUMBER = 25
# By name: functions of a script travel with what they use, and the types of a
# dictionary's views cannot be pickled.
BRACKETS = {
    "builtins.list": "[]",
    "builtins.tuple": "()",
    "builtins.set": "{}",
    "builtins.frozenset": "{}",
    "builtins.dict": "{}",
    "builtins.dict_keys": "[]",
    "builtins.dict_values": "[]",
    "builtins.dict_items": "[]",
    "collections.deque": "[]",
    "collections.OrderedDict": "{}",
    "collections.defaultdict": "{}",
    "collections.Counter": "{}",
    "array.array": "[]",
}


def preview(value: Any, limit: int = PREVIEW_LIMIT) -> str:
    """Return repr(value) where that has up to `limit` characters, else a cut text.

    The cut text has at most `limit` characters and costs no more than what it
    shows, however big the value is. A failing repr gives a placeholder.
    """
    if limit >= LONGEST_NUMBER and is_short(value, limit):
        return repr(value)
    try:
        text, complete = sketch_of(value, limit, limit, set())
    except Exception as problem:
        text, complete = placeholder_of(value, problem), False
    if complete and row_of(value) is not None:
        text = own_repr(value, text)
    return clipped(text, limit)


def is_short(value: Any, limit: int) -> bool:
    """Whether a value is one of the many whose repr can only be short."""
    kind = type(value)
    if kind is int:
        return bool(-HUGE < value < HUGE)
    if kind is str:
        # A character may become \\U0001f600.
        return 10 * len(value) + 2 <= limit
    return kind is float or kind is bool or value is None


def preview_sequence(
    first_reprs: list[str], width: int, limit: int = PREVIEW_LIMIT
) -> str:
    """Return the text of a list of `width` elements that starts with `first_reprs`."""
    complete = "[" + ", ".join(first_reprs) + "]"
    if len(first_reprs) >= width and len(complete) <= limit:
        return clipped(complete, limit)
    used, shown = len("[...]"), []
    for text in first_reprs[: width - 1]:
        used += len(text) + 2
        if used > limit:
            break
        shown.append(text)
    return clipped("[" + ", ".join([*shown, CUT_MARK]) + "]", limit)


class Row:
    """Parts between brackets: a container, an entry of a dict, a field."""

    def __init__(
        self, start: str, parts: Iterable[Any], size: int, comma: str, end: str
    ) -> None:
        self.start = start
        self.parts = parts
        self.size = size
        self.comma = comma
        self.end = end

    def around(self, pieces: list[str]) -> str:
        """Return the parts' texts between the brackets."""
        return self.start + self.comma.join(pieces) + self.end


def row_of(value: Any) -> Optional[Row]:
    """Return the parts of a container whose repr is known to show just them."""
    kind = type(value)
    if kind is Row:
        return value  # type: ignore[no-any-return]
    if kind in PLAIN_TYPES or shows_like(kind, BaseException):
        return None
    for base in kind.__mro__:
        brackets = BRACKETS.get(f"{base.__module__}.{base.__name__}")
        if brackets and shows_like(kind, base):
            return row_of_container(value, base, brackets)
    names = field_names(kind)
    if not names:
        return None
    fields = (Row(f"{name}=", (getattr(value, name),), 1, "", "") for name in names)
    return Row(kind.__name__ + "(", fields, len(names), ", ", ")")


def shows_like(kind: Any, base: Any) -> bool:
    """Whether a class has the repr of its base, none of its own."""
    return kind.__repr__ is base.__repr__


def row_of_container(value: Any, base: Any, brackets: str) -> Optional[Row]:
    """Return the elements as the base class has them, whatever a subclass says."""
    size = base.__len__(value)
    if size == 0 or (base is array.array and value.typecode in "uw" and size < 2000):
        return None
    start, end = brackets[0], brackets[1]
    parts: Iterable[Any] = base.__iter__(value)
    if issubclass(base, dict):
        entries = dict.items(value)
        parts = (Row("", entry, 2, ": ", "") for entry in entries)
    if base not in (list, tuple, dict) and type(value) is not set:
        start, end = f"{type(value).__name__}({start}", f"{end})"
    return Row(start, parts, size, ", ", end)


def field_names(kind: type) -> list[str]:
    """Return the fields shown by the repr of a dataclass or named tuple."""
    code = getattr(kind.__repr__, "__wrapped__", kind.__repr__)
    place = getattr(getattr(code, "__code__", None), "co_filename", "")
    if place == "<string>" and "__dataclass_fields__" in vars(kind):
        fields = vars(kind)["__dataclass_fields__"].values()
        return [field.name for field in fields if field.repr and is_shown(field)]
    if place == collections.__file__ and issubclass(kind, tuple):
        return list(getattr(kind, "_fields", ()))
    return []


def is_shown(field: Any) -> bool:
    """Tell a dataclass's field from its class and init-only variables."""
    return getattr(field._field_type, "name", "") == "_FIELD"


def sketch_of(value: Any, fit: int, room: int, path: set[int]) -> tuple[str, bool]:
    """Return a text and whether it is complete: `fit` long at most, else cut to `room`.

    A complete text is never longer than the value's repr. `path` has the ids of the
    containers around the value.
    """
    row = row_of(value)
    if row is None:
        return leaf_of(value, fit, room)
    if id(value) in path:
        return CUT_MARK, True
    path.add(id(value))
    pieces, more, cut = pieces_of(row, fit, room, path)
    path.discard(id(value))
    text = row.around(pieces)
    if not more and not cut and len(text) <= fit:
        return text, True
    while more and pieces and len(row.around([*pieces, CUT_MARK])) > room:
        pieces.pop()
    return row.around([*pieces, CUT_MARK] if more else pieces), False


def pieces_of(
    row: Row, fit: int, room: int, path: set[int]
) -> tuple[list[str], bool, bool]:
    """Return the texts of the first parts, whether more follow and the last is cut."""
    pieces: list[str] = []
    used = len(row.start + row.end)
    parts = iter(row.parts)
    shown = ITEMS_OF_CUT if 2 * row.size > fit + 2 else row.size
    for part in itertools.islice(parts, shown):
        left = room - used - len(row.comma + CUT_MARK)
        text, complete = sketch_of(part, fit - used, left, path)
        if not complete and (len(text) > left or left < LEAST_ROOM):
            return pieces, True, True
        pieces.append(text)
        used += len(text + row.comma)
        if not complete:
            return pieces, has_more(parts), True
    return pieces, has_more(parts), False


def has_more(parts: Iterator[Any]) -> bool:
    return any(True for _ in parts)


def leaf_of(value: Any, fit: int, room: int) -> tuple[str, bool]:
    """Return the text of what is no container, and whether it is complete."""
    kind = type(value)
    if any(shows_like(kind, base) for base in (str, bytes, bytearray)):
        return string_of(value, fit, room)
    if kind is int and value.bit_length() > max(4 * fit, 1000):
        return f"<int of {value.bit_length()} bits>", False
    if kind not in PLAIN_TYPES and prints_too_much(value, max(fit, LEAST_ROOM)):
        return f"<{kind.__name__} of shape {value.shape}>", False
    text = own_repr(value)
    if len(text) <= fit:
        return text, True
    return text[: max(room - len(CUT_MARK), 0)] + CUT_MARK, False


def prints_too_much(value: Any, fit: int) -> bool:
    """Whether a numpy or pandas object would print megabytes, or such an element."""
    if printed_bytes(value) > 100 * fit:
        return True
    objects = printed_objects(value)
    row = Row("", objects, len(objects), "", "")
    return bool(objects) and not sketch_of(row, 50 * fit, 0, set())[1]


def string_of(value: Any, fit: int, room: int) -> tuple[str, bool]:
    """Return the repr of a string or of its first characters."""
    keep = max(fit, 0)
    text = repr(value[:keep])
    if len(text) <= fit and len(value) <= keep:
        return text, True
    keep = len(text)
    while keep and len(text) > room - len(CUT_MARK):
        keep = keep * max(room - len(CUT_MARK), 0) // len(text)
        text = repr(value[:keep])
    return text + CUT_MARK, False


def own_repr(value: Any, otherwise: Optional[str] = None) -> str:
    """Return repr(value); where that fails `otherwise` or a placeholder."""
    try:
        return str.__str__(repr(value))
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as problem:
        return placeholder_of(value, problem) if otherwise is None else otherwise


def placeholder_of(value: Any, problem: BaseException) -> str:
    """Return what stands for a value that cannot be rendered."""
    try:
        reason = f"{type(problem).__name__}: {problem}"
    except Exception:
        reason = type(problem).__name__
    return f"<{type(value).__name__}: its repr failed with {reason[:200]}>"


def clipped(text: str, limit: int) -> str:
    """Return `text` cut to `limit` characters that UTF-8 can encode."""
    text = encodable(text[: limit + 1])
    if len(text) <= limit:
        return text
    return text[: max(limit - len(CUT_MARK), 0)] + CUT_MARK[:limit]


def encodable(text: str) -> str:
    """Return `text` with lone surrogates spelt out."""
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
