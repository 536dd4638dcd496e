"""Stand-ins for what only a Prefect server, or another missing part, can answer."""

from typing import Any

from ..context.context import context_values

SERVER_REASON = "it needs a Prefect server, and this script runs without one"


class Unavailable:
    """What stands for a name of Prefect's that means nothing here.

    It can be imported, passed on, pickled, and its attributes are of its kind;
    whatever calls it gets a RuntimeError that names it and says what to do. Nothing
    is an instance of it.
    """

    def __init__(self, path: str, advice: str = "", reason: str = SERVER_REASON):
        self._path = path
        self._advice = advice
        self._reason = reason

    def __repr__(self) -> str:
        return f"<{self._path}, not available>"

    def __reduce__(self) -> Any:
        return type(self), (self._path, self._advice, self._reason)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return type(self)(f"{self._path}.{name}", self._advice, self._reason)

    def __call__(self, *given: Any, **named: Any) -> Any:
        """RuntimeError in a task. What is asked for while the script is imported only
        fails the tasks that use the answer."""
        if "task_slug" in context_values():
            raise RuntimeError(self.explanation())
        return Unavailable(f"{self._path}(...)", self._advice, self._reason)

    def __enter__(self) -> Any:
        raise RuntimeError(self.explanation())

    def __exit__(self, *details: Any) -> None:
        pass

    def __getitem__(self, key: Any) -> Any:
        raise RuntimeError(self.explanation())

    def __iter__(self) -> Any:
        raise RuntimeError(self.explanation())

    def __instancecheck__(self, instance: Any) -> bool:
        return False

    def __subclasscheck__(self, subclass: type) -> bool:
        return False

    def explanation(self) -> str:
        """What is missing, why, and what to do instead."""
        text = f"{self._path} cannot be used: {self._reason}"
        return f"{text}; {self._advice}" if self._advice else text
