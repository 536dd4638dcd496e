"""What stands for Prefect's modules, and for what of them has no meaning here."""

from typing import Any


class Namespace:
    """A module of Prefect's as carried code sees it: with the members that it uses."""

    def __init__(self, path: str, **members: Any) -> None:
        vars(self).update(members)
        self._path = path

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        path = vars(self).get("_path", "prefect")
        raise AttributeError(f"flowc's script does not carry {path}.{name}")

    def __repr__(self) -> str:
        return f"<stand-in for {self._path}>"


class _Ignoring(type):
    """Makes whatever is looked for in Ignored, as in a module, be Ignored."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return cls


class Ignored(metaclass=_Ignoring):
    """Storage, run configurations and environments: a script has no use for them.

    Anything can be called or read, and nothing comes of it; whatever is looked for
    in it, a flow by its name, is there.
    """

    def __init__(self, *values: Any, **named: Any) -> None:
        self._given = named
        if isinstance(named.get("labels"), (list, tuple)):
            named["labels"] = set(named["labels"])

    def __call__(self, *values: Any, **named: Any) -> "Ignored":
        return self

    def __getitem__(self, key: Any) -> "Ignored":
        return self

    def __contains__(self, key: Any) -> bool:
        return True

    def __iter__(self) -> Any:
        return iter(())

    def __enter__(self) -> "Ignored":
        return self

    def __exit__(self, *raised: Any) -> None:
        pass

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return self._given.get(name, self)
