"""Pickling by value, for processes that have more than one thread.

A class that travels by value is one class in each process, however often it comes:
cloudpickle fills it anew each time, with functions that may not yet have their globals.
Threads that run methods of the class meanwhile would get a NameError. Here a class is
filled once in a process, and nobody else loads until it is whole.
"""

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


def loading_registry() -> Any:
    """What this process knows of classes that travel: `filled` ones, and a `lock`.

    It is a module found by name, as all that belongs to the process.
    """
    name = "_flowc_loading"
    found = sys.modules.get(name)
    if found is None:
        new: Any = types.ModuleType(name)
        new.filled, new.lock = weakref.WeakSet(), threading.RLock()
        found = sys.modules.setdefault(name, new)
    return found


def dumped_by_value(
    content: Any, buffer_callback: Optional[Callable[[Any], Any]] = None
) -> bytes:
    """Pickle what may be of a script, its code with the files that it comes from.

    cloudpickle 3.1.3 leaves the files out, and a traceback from a worker would not
    tell the user's code from the runtime's.
    """
    import cloudpickle

    filled = loading_registry().filled
    renamings: dict[str, Any] = {}

    class ScriptPickler(cloudpickle.CloudPickler):  # type: ignore[misc,unused-ignore]
        # Any would be a name of the class's body, which cloudpickle doesn't look for.
        def reducer_override(self, obj: object) -> object:
            if isinstance(obj, types.CodeType) and obj.co_filename != NO_FILE_NAME:
                name = obj.co_filename
                renaming = operator.methodcaller("replace", co_filename=name)
                renaming = renamings.setdefault(name, renaming)
                return renaming, (obj.replace(co_filename=NO_FILE_NAME),)
            reduced = super().reducer_override(obj)
            if not isinstance(obj, type) or not fills_class(reduced):
                return reduced
            filled.add(obj)
            return (*reduced[:5], functools.partial(fill_class_once, reduced[5]))

    stream = io.BytesIO()
    ScriptPickler(stream, protocol=5, buffer_callback=buffer_callback).dump(content)
    return stream.getvalue()


def fills_class(reduced: Any) -> bool:
    """Whether cloudpickle has a class travel by value, and its contents after it."""
    return isinstance(reduced, tuple) and len(reduced) == 6 and callable(reduced[5])


def fill_class_once(fill: Callable[[Any, Any], Any], kind: Any, state: Any) -> None:
    """Give a class that has come by value its contents, unless it has them."""
    filled = loading_registry().filled
    if kind not in filled:
        fill(kind, state)
        filled.add(kind)


def loaded_whole(data: Any, buffers: Iterable[Any] = ()) -> Any:
    """Unpickle what `dumped_by_value` made, one thread at a time."""
    with loading_registry().lock:
        return pickle.loads(data, buffers=buffers)
