"""What the names of a flow file stand for while its flow is built."""

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

# Of a task whose `nout` can't be read from the text.
ANY = -1


@dataclass(frozen=True)
class Result:
    """A task in a flow, whose value only the run knows.

    `nout` is the number of values that it can be unpacked to, None for none and ANY
    where the text doesn't say. `known` tells that its attributes are those of Prefect's
    Task, and no others. `mapped` is one that `.map` made.
    """

    nout: int | None = None
    known: bool = True
    mapped: bool = False


@dataclass(frozen=True)
class TaskObject:
    """A task that is not called yet."""

    name: str
    nout: int | None = None
    known: bool = True

    def called(self, mapped: bool = False, changed: bool = False) -> Result:
        """Return what a call makes; it may be `changed` by task_args."""
        nout = ANY if changed else None if mapped else self.nout
        return Result(nout, self.known, mapped)


@dataclass(frozen=True)
class TaskClass:
    """A class whose objects are tasks."""

    name: str


@dataclass(frozen=True)
class TaskMaker:
    """`task(nout=2)`: a decorator that makes tasks."""

    nout: int | None


@dataclass(frozen=True)
class FlowClass:
    """Prefect's Flow, or a class that derives from it."""


@dataclass(frozen=True)
class FlowObject:
    """A flow."""


@dataclass(frozen=True)
class Path:
    """Something that an import or Python itself gives, by its dotted path."""

    path: str

    @property
    def is_prefect(self) -> bool:
        return self.path.partition(".")[0] == "prefect"

    @property
    def builtin(self) -> str:
        """The name of one of Python's own functions and classes, else ""."""
        home, _, name = self.path.rpartition(".")
        return name if home == "builtins" else ""


@dataclass(frozen=True)
class Constant:
    """A value that the text says."""

    value: object


@dataclass(frozen=True)
class Group:
    """A list, tuple, set or dict whose items are known one by one."""

    items: tuple["Value", ...]


@dataclass(frozen=True)
class Many:
    """A collection of which each item is of one kind."""

    item: "Value"


@dataclass(eq=False)
class Scope:
    """The names of a module, a function, a class or a comprehension."""

    parent: "Scope | None" = None
    names: dict[str, "Value"] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)
    # Parameters that may be left out: whether one is true is a question to ask.
    optional: frozenset[str] = frozenset()

    @property
    def module(self) -> "Scope":
        return self if self.parent is None else self.parent.module

    def find(self, name: str) -> "Scope | None":
        """Return the scope that has a name, None if none has."""
        if name in self.names:
            return self
        return self.parent.find(name) if self.parent is not None else None

    def give(self, name: str, value: "Value") -> None:
        """Bind a name."""
        home = self.module if name in self.globals else self
        home.names[name] = value


@dataclass(frozen=True)
class Function:
    """A plain function of the file, and the scope that it is defined in."""

    node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
    scope: Scope


Value = (
    Result
    | TaskObject
    | TaskClass
    | TaskMaker
    | FlowClass
    | FlowObject
    | Path
    | Constant
    | Group
    | Many
    | Function
    | None
)


def joined(values: Iterable[Value]) -> Value:
    """Return what is true of all the values: the one that they are, or nothing."""
    found = list(dict.fromkeys(values))
    return found[0] if len(found) == 1 else None


def join_names(first: dict[str, Value], second: dict[str, Value]) -> dict[str, Value]:
    """Return the names after two ways through the code; one way may lack a name."""
    both = first.keys() & second.keys()
    return {**first, **second, **{n: joined([first[n], second[n]]) for n in both}}


def item_of(value: Value) -> Value:
    """Return what each item of a collection is."""
    if isinstance(value, Many):
        return value.item
    if isinstance(value, Group):
        return joined(value.items)
    if isinstance(value, Result) and value.nout is not None:
        return Result()
    return None
