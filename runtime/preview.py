"""A bounded text of any value, made where the value is."""

import array
import collections
import itertools
import sys
from typing import Any, Iterable, Optional

PREVIEW_LIMIT = 2000
ITEMS_OF_CUT = 100
CUT_MARK = "..."
BRACKETS = {
    list: "[]",
    tuple: "()",
    set: "{}",
    frozenset: "{}",
    dict: "{}",
    collections.deque: "[]",
    collections.OrderedDict: "{}",
    collections.defaultdict: "{}",
    collections.Counter: "{}",
    array.array: "[]",
    type({}.keys()): "[]",
    type({}.values()): "[]",
    type({}.items()): "[]",
}


def preview(value: Any, limit: int = PREVIEW_LIMIT) -> str:
    """Return repr(value) where that has up to `limit` characters, else a cut text.

    The cut text has at most `limit` characters and costs no more than what it
    shows, however big the value is. A failing repr gives a placeholder.
    """
    try:
        text, whole = sketch_of(value, limit, limit, set())
    except Exception as problem:
        text, whole = placeholder_of(value, problem), False
    if whole and row_of(value) is not None:
        text = own_repr(value, text)
    return clipped(text, limit)


def preview_sequence(
    first_reprs: list[str], width: int, limit: int = PREVIEW_LIMIT
) -> str:
    """Return the text of a list of `width` elements that starts with `first_reprs`."""
    whole = "[" + ", ".join(first_reprs) + "]"
    if len(first_reprs) >= width and len(whole) <= limit:
        return clipped(whole, limit)
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


def row_of(value: Any) -> Optional[Row]:
    """Return the parts of a container whose repr is known to show just them."""
    kind = type(value)
    if kind is Row:
        return value  # type: ignore[no-any-return]
    if kind in (int, float, bool, str, type(None)):
        return None
    base = next((base for base in kind.__mro__ if base in BRACKETS), None)
    if base is not None and shows_like(kind, base):
        return row_of_container(value, base)
    names = field_names(kind)
    if not names:
        return None
    fields = (Row(f"{name}=", (getattr(value, name),), 1, "", "") for name in names)
    return Row(kind.__name__ + "(", fields, len(names), ", ", ")")


def shows_like(kind: Any, base: Any) -> bool:
    """Whether a class has the repr of its base, none of its own."""
    return kind.__repr__ is base.__repr__


def row_of_container(value: Any, base: Any) -> Optional[Row]:
    """Return the elements as the base class has them, whatever a subclass says."""
    size = base.__len__(value)
    if size == 0 or (base is array.array and value.typecode in "uw" and size < 2000):
        return None
    start, end = BRACKETS[base][0], BRACKETS[base][1]
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
    """Return a text and True if it is whole: at most `fit` long, or cut to `room`."""
    row = row_of(value)
    if row is None:
        return leaf_of(value, fit, room)
    if id(value) in path:
        return CUT_MARK, True
    path.add(id(value))
    pieces: list[str] = []
    used = len(row.start) + len(row.end)
    rest = iter(row.parts)
    shown = ITEMS_OF_CUT if 2 * row.size > fit + 2 else row.size
    for part in itertools.islice(rest, shown):
        gap = len(row.comma) if pieces else 0
        inner = room - used - gap - len(row.comma) - len(CUT_MARK)
        text, whole = sketch_of(part, fit - used - gap, inner, path)
        if not whole and (len(text) > inner or inner < 8):
            rest = itertools.chain([part], rest)
            break
        used += gap + len(text)
        pieces.append(text)
        if not whole:
            break
    else:
        whole = True
    path.discard(id(value))
    return joined(row, pieces, used, rest, whole, fit, room)


def joined(
    row: Row,
    pieces: list[str],
    used: int,
    rest: Iterable[Any],
    whole: bool,
    fit: int,
    room: int,
) -> tuple[str, bool]:
    """Return the pieces between their brackets, cut where more was to come."""
    more = any(True for _ in rest)
    if used <= fit and whole and not more:
        return row.start + row.comma.join(pieces) + row.end, True
    if not more and used <= room:
        return row.start + row.comma.join(pieces) + row.end, False
    while pieces and used + len(row.comma) + len(CUT_MARK) > room:
        used -= len(pieces.pop()) + len(row.comma)
    return row.start + row.comma.join([*pieces, CUT_MARK]) + row.end, False


def leaf_of(value: Any, fit: int, room: int) -> tuple[str, bool]:
    """Return the text of what is no container, and whether it is whole."""
    kind = type(value)
    if any(shows_like(kind, base) for base in (str, bytes, bytearray)):
        return string_of(value, fit, room)
    if kind is int and value.bit_length() > 4 * fit:
        return f"<int of {value.bit_length()} bits>", False
    text = array_text(value, fit) or own_repr(value)
    if len(text) <= fit:
        return text, True
    return text[: max(room - len(CUT_MARK), 0)] + CUT_MARK, False


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


def array_text(value: Any, fit: int) -> Optional[str]:
    """Return a placeholder for a numpy or pandas object that would print itself whole.

    By default both print a few rows; options can make them print everything.
    """
    numpy, pandas = sys.modules.get("numpy"), sys.modules.get("pandas")
    kind = type(value)
    if numpy is not None and issubclass(kind, getattr(numpy, "ndarray", ())):
        threshold = numpy.get_printoptions()["threshold"]
        shown = value.size if value.size <= threshold else 6 ** min(value.ndim, 4)
        if value.dtype.hasobject:
            cells = Row("", value.flat, value.size, ", ", "")
            heavy = not sketch_of(cells, 50 * fit, fit, set())[1]
        else:
            heavy = shown * value.itemsize > 100 * fit
        return f"<{kind.__name__} of shape {value.shape}>" if heavy else None
    if pandas is not None and hasattr(pandas, "DataFrame"):
        frames = (pandas.DataFrame, pandas.Series)
        rows = pandas.get_option("display.max_rows")
        if issubclass(kind, frames) and value.size > 50 * fit and not rows:
            return f"<{kind.__name__} of shape {value.shape}>"
    return None


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
