"""Pickling by value, for processes that have more than one thread.

A class that travels by value is one class in each process, however often it comes:
cloudpickle fills it anew each time, with functions that may not yet have their globals.
Threads that run methods of the class meanwhile would get a NameError. Here a class is
filled once in a process, and nobody else loads until it is whole.
"""

import contextlib
import contextvars
import functools
import io
import operator
import pickle
import sys
import threading
import types
import weakref
from collections.abc import Iterable
from typing import Any, Callable, Optional

NO_FILE_NAME = "<dynamic-code>"
# Held while a process loads what has travelled, and by what else changes its state.
LOADING = threading.RLock()
filled_classes: Any = weakref.WeakSet()
# The modules inside the scripts of this process, by name (see `carried`).
carriers: dict[str, Any] = {}
# The names under which scripts are imported, here or where work comes from.
imported_scripts: set[str] = set()
_PACKING: contextvars.ContextVar[bool] = contextvars.ContextVar(
    "flowc_packing", default=False
)


def dumped_by_value(
    content: Any, buffer_callback: Optional[Callable[[Any], Any]] = None
) -> bytes:
    """Pickle what may be of a script, its code with the files that it comes from.

    cloudpickle 3.1.3 leaves the files out, and a traceback from a worker would not
    tell the user's code from the runtime's.
    """
    import cloudpickle

    renamings: dict[str, Any] = {}

    class ScriptPickler(cloudpickle.CloudPickler):  # type: ignore[misc,unused-ignore]
        def reducer_override(self, obj: object) -> object:
            if isinstance(obj, types.CodeType) and obj.co_filename != NO_FILE_NAME:
                name = obj.co_filename
                renaming = operator.methodcaller("replace", co_filename=name)
                renaming = renamings.setdefault(name, renaming)
                return renaming, (obj.replace(co_filename=NO_FILE_NAME),)
            home = carrier_of(obj) if carriers else None
            if home is not None and named_in(home, obj):
                return getattr, (home, name_of(obj))
            if isinstance(obj, CACHED) and not is_installed(obj):
                return cached_anew, (obj.__wrapped__, obj.cache_parameters())
            if isinstance(obj, BaseException) and has_init_of_its_own(obj):
                found: Any = obj.__reduce__()
                made_by, arguments, *_ = found
                return error_again, (made_by, *arguments), attributes_of(obj)
            reduced = super().reducer_override(obj)
            if home is not None and isinstance(obj, types.FunctionType):
                return with_globals_of(home, reduced)
            if not isinstance(obj, type) or not fills_class(reduced):
                return reduced
            filled_classes.add(obj)
            return (*reduced[:5], functools.partial(fill_class_once, reduced[5]))

    stream = io.BytesIO()
    token = _PACKING.set(True)
    try:
        ScriptPickler(stream, protocol=5, buffer_callback=buffer_callback).dump(content)
    finally:
        _PACKING.reset(token)
    return stream.getvalue()


def is_packing() -> bool:
    """Whether this is asked while something is pickled for where the runtime is."""
    return _PACKING.get()


# What functools.lru_cache makes. It is found by its name only, and a script's has none
# that another process knows.
CACHED: Any = type(functools.lru_cache(dumped_by_value))


def is_installed(function: Any) -> bool:
    """Whether other processes can import a function, as far as this one tells."""
    home = getattr(function, "__module__", None) or "__main__"
    found = vars(sys.modules.get(home, types)).get(function.__qualname__)
    return home != "__main__" and found is function


def has_init_of_its_own(error: BaseException) -> bool:
    """Whether an error would be made again by code of its class, which may want other
    arguments than those that the error keeps, or make another message of them."""
    kind = type(error)
    return (
        isinstance(kind.__init__, types.FunctionType)
        and kind.__reduce__ is BaseException.__reduce__
        and kind.__reduce_ex__ is BaseException.__reduce_ex__
    )


def attributes_of(error: BaseException) -> dict[str, Any]:
    """What an error keeps besides its arguments, also in slots."""
    kept = dict(vars(error))
    own = (each for each in type(error).__mro__ if each.__module__ != "builtins")
    for name, part in (row for kind in own for row in vars(kind).items()):
        if isinstance(part, types.MemberDescriptorType):
            with contextlib.suppress(AttributeError):  # the slot is empty
                kept[name] = part.__get__(error)
    return kept


def error_again(kind: Any, *arguments: Any) -> Any:
    """Make an error that has come, of what it keeps: as Python's own class would."""
    error = kind.__new__(kind, *arguments)
    inits = (each.__init__ for each in kind.__mro__)
    next(i for i in inits if not isinstance(i, types.FunctionType))(error, *arguments)
    return error


def cached_anew(function: Any, parameters: dict[str, Any]) -> Any:
    """A function with a cache of its own, on the process that it has come to."""
    return functools.lru_cache(**parameters)(function)


def carrier_of(thing: Any) -> Any:
    """The module inside the script that a function or class is of, if any."""
    if isinstance(thing, types.FunctionType):
        module = carriers.get(str(thing.__globals__.get("__name__")))
        own = module is not None and vars(module) is thing.__globals__
        return module if own else None
    if isinstance(thing, (type, CACHED)):
        return carriers.get(str(thing.__module__))
    return None


def name_of(thing: Any) -> str:
    return str(thing.__qualname__)


def named_in(module: Any, thing: Any) -> bool:
    """Whether a module has something under its name."""
    return vars(module).get(thing.__qualname__) is thing


class NamesOf:
    """The globals of a module inside the script, on their way as that module's."""

    def __init__(self, module: Any) -> None:
        self.module = module

    def __reduce__(self) -> Any:
        return globals_of_carried, (self.module,)


def globals_of_carried(module: Any) -> dict[str, Any]:
    """The globals of a module inside the script that has come, its code run."""
    found: dict[str, Any] = vars(module.__loaded__())
    return found


def with_globals_of(module: Any, reduced: Any) -> Any:
    """How a function travels that is no module's own, such as a wrapper: with the
    module's globals instead of copies of them."""
    maker, (code, _, *rest), *others = reduced
    return maker, (code, NamesOf(module), *rest), others[0], None, None, fill_function


def fill_function(function: Any, state: Any) -> None:
    """Give a function that has come what it holds, its globals aside."""
    own, slots = state
    slots.pop("__globals__", None)
    slots.pop("_cloudpickle_submodules", None)
    cells = slots.pop("__closure__", None) or ()
    function.__dict__.update(own)
    for cell, new in zip(function.__closure__ or (), cells):
        with contextlib.suppress(ValueError):  # the cell is still empty
            cell.cell_contents = new.cell_contents
    for name, value in slots.items():
        setattr(function, name, value)


def fills_class(reduced: Any) -> bool:
    """Whether cloudpickle has a class travel by value, and its contents after it."""
    return isinstance(reduced, tuple) and len(reduced) == 6 and callable(reduced[5])


def fill_class_once(fill: Callable[[Any, Any], Any], kind: Any, state: Any) -> None:
    """Give a class that has come by value its contents, unless it has them."""
    if kind not in filled_classes:
        fill(kind, state)
        filled_classes.add(kind)


def loaded_whole(data: Any, buffers: Iterable[Any] = ()) -> Any:
    """Unpickle what `dumped_by_value` made, one thread at a time."""
    with LOADING:
        return pickle.loads(data, buffers=buffers)


def travels_by_value(module: str) -> None:
    """Have what a script defines travel by value where the script is imported, as it
    does from a program: no worker has to find it."""
    if module == "__main__" or module not in sys.modules:
        return
    import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[module])
    imported_scripts.add(module)
