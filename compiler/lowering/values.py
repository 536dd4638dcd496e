"""What an expression may be while a flow is built, as far as the text tells.

A result of a task is a real object then, which Python may carry in lists, dicts,
arguments and attributes. A `Value` says which things an expression may be: none, and it
is a value of build time that has nothing to do with tasks.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace

import libcst as cst

from ..frontend.module import TaskDef

# Collections inside one another: deeper ones are not told apart.
DEEPEST = 4


@dataclass(frozen=True)
class Result:
    """The result of a node, by its number."""

    node: int


@dataclass(frozen=True)
class TaskObject:
    """A task that is not called yet; `origin` is what makes it.

    `definition` is the function that it is made of, where that is one with a task
    decorator, `kind` the class of the file's that it is an object of.
    """

    origin: cst.CSTNode
    name: str
    definition: TaskDef | None = field(default=None, compare=False)
    kind: cst.ClassDef | None = None


@dataclass(frozen=True)
class TaskClass:
    """A class whose objects are tasks: one of the file's, or by its name."""

    name: str
    definition: cst.ClassDef | None = None


@dataclass(frozen=True)
class TaskMaker:
    """`task(...)` without a function: a decorator that makes tasks."""


@dataclass(frozen=True)
class FlowClass:
    """Prefect's Flow, or a class that derives from it."""


@dataclass(frozen=True)
class FlowObject:
    """A flow, by the expression that makes it."""

    site: cst.CSTNode


@dataclass(frozen=True)
class Path:
    """What an import or Python itself gives: its dotted path."""

    path: str


@dataclass(frozen=True)
class Apart:
    """A module that the script carries whole, by the scope of its names."""

    scope: "Scope"


@dataclass(frozen=True)
class Function:
    """A function of the file and the scope that it is defined in."""

    node: cst.FunctionDef | cst.Lambda
    scope: "Scope" = field(compare=False)


@dataclass(frozen=True)
class Class:
    """A class of the file."""

    node: cst.ClassDef


@dataclass(frozen=True)
class Instance:
    """An object of a class of the file."""

    kind: cst.ClassDef


@dataclass(frozen=True)
class Member:
    """An attribute of a thing that has a meaning of its own: `flow.chain`, `t.map`."""

    owner: "Thing"
    name: str


@dataclass(frozen=True)
class Context:
    """What a `with` opens: a `case`, `tags` or a resource, with what it was given."""

    kind: str
    site: cst.Call
    given: "Value"


@dataclass(frozen=True)
class Annotated:
    """An argument in `unmapped(...)`, `mapped(...)` or `flatten(...)`."""

    how: str
    value: "Value"


@dataclass(frozen=True)
class Group:
    """A list, tuple, set or dict whose items are known one by one; `keys` are those of
    a dict."""

    kind: str
    items: tuple["Value", ...]
    keys: tuple[object, ...] = ()


@dataclass(frozen=True)
class Many:
    """A collection each item of which may be the same things."""

    item: "Value"


Thing = (
    Result
    | TaskObject
    | TaskClass
    | TaskMaker
    | FlowClass
    | FlowObject
    | Path
    | Apart
    | Function
    | Class
    | Instance
    | Member
    | Context
    | Annotated
    | Group
    | Many
)


@dataclass(frozen=True)
class Value:
    """The things that an expression may be, each once, in the order of the text;
    `unknown` if a task that nobody sees in the text may be among them."""

    may: tuple[Thing, ...] = ()
    unknown: bool = False

    def __or__(self, other: "Value") -> "Value":
        if not other.may and not other.unknown:
            return self
        more = (thing for thing in other.may if thing not in self.may)
        return Value((*self.may, *more), self.unknown or other.unknown)

    def of(self, *kinds: type) -> "Iterator[Thing]":
        """The things of some kinds."""
        return (thing for thing in self.may if isinstance(thing, kinds))


BUILD_TIME = Value()
UNKNOWN = Value(unknown=True)


def only(thing: Thing) -> Value:
    """Return the value that is one thing for sure."""
    return Value((thing,))


def any_of(things: Iterable[Thing], unknown: bool = False) -> Value:
    """Return what may be any of the things."""
    return Value(tuple(dict.fromkeys(things)), unknown)


def joined(values: Iterable[Value]) -> Value:
    """Return what may be any of the values."""
    found = BUILD_TIME
    for value in values:
        found |= value
    return found


def inside(value: Value) -> Iterator[Thing]:
    """The things that a value may be or hold, at any depth, collections aside."""
    for thing in value.may:
        if isinstance(thing, Group):
            for each in thing.items:
                yield from inside(each)
        elif isinstance(thing, Many):
            yield from inside(thing.item)
        elif isinstance(thing, Annotated):
            yield from inside(thing.value)
        else:
            yield thing


def holding(*values: Value) -> Value:
    """Return a collection that may hold whatever the values are."""
    item = joined(values)
    return only(Many(limited(item))) if item.may or item.unknown else BUILD_TIME


def limited(value: Value, depth: int = DEEPEST) -> Value:
    """Return the value with no more collections inside one another than `depth`."""
    if not any(isinstance(thing, (Group, Many)) for thing in value.may):
        return value
    if not depth:
        return any_of(inside(value), value.unknown)
    return any_of((_less_deep(each, depth) for each in value.may), value.unknown)


def _less_deep(thing: Thing, depth: int) -> Thing:
    if isinstance(thing, Many):
        return Many(limited(thing.item, depth - 1))
    if isinstance(thing, Group):
        items = tuple(limited(each, depth - 1) for each in thing.items)
        return replace(thing, items=items)
    return thing


def item_of(value: Value) -> Value:
    """Return what any item of a collection may be; of a dict, any value."""
    found = Value(unknown=value.unknown)
    for thing in value.may:
        if isinstance(thing, Many):
            found |= thing.item
        elif isinstance(thing, Group):
            found |= joined(thing.items)
    return found


def entry_of(value: Value, key: object) -> Value:
    """Return what the item with a known key or place may be."""
    found = Value(unknown=value.unknown)
    for thing in value.may:
        if isinstance(thing, Many):
            found |= thing.item
        elif isinstance(thing, Group) and thing.kind == "dict":
            known = dict(zip(thing.keys, thing.items, strict=True))
            found |= known[key] if key in known else known.get(..., BUILD_TIME)
        elif isinstance(thing, Group):
            size = len(thing.items)
            if isinstance(key, int) and -size <= key < size:
                found |= thing.items[key]
            else:
                found |= joined(thing.items)
    return found


def with_item(value: Value, item: Value) -> Value:
    """Return a collection that has got another item at some place."""
    if not item.may and not item.unknown:
        return value
    return holding(item_of(value), item)


def with_entry(value: Value, key: object, item: Value) -> Value:
    """Return a dict that has got an item under a key; Ellipsis is any key."""
    things = value.may
    group = things[0] if len(things) == 1 else None
    if not things:
        group = Group("dict", ())
    if not isinstance(group, Group) or group.kind != "dict":
        return with_item(value, item)
    known = dict(zip(group.keys, group.items, strict=True))
    known[key] = limited(item | known[key] if key is ... and key in known else item)
    return only(Group("dict", tuple(known.values()), tuple(known)))


@dataclass(eq=False)
class Scope:
    """The names of a module, a class, a function or a comprehension."""

    parent: "Scope | None" = None
    kind: str = "module"
    names: dict[str, Value] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)

    @property
    def module(self) -> "Scope":
        return self if self.parent is None else self.parent.module

    def home(self, name: str) -> "Scope | None":
        """The scope that a name is read from, None if no scope has it."""
        if name in self.names and name not in self.globals:
            return self
        outer = self.module if name in self.globals else self.parent
        while outer is not None and outer.parent is not None and outer.kind == "class":
            outer = outer.parent
        return outer.home(name) if outer is not None and outer is not self else None

    def get(self, name: str) -> Value | None:
        """What a name stands for, None if no scope has it."""
        home = self.home(name)
        return None if home is None else home.names[name]

    def give(self, name: str, value: Value) -> None:
        """Bind a name."""
        home: Scope | None = self
        if name in self.globals:
            home = self.module
        elif name in self.nonlocals and self.parent is not None:
            home = self.parent.home(name)
        (home or self).names[name] = value

    def change(self, name: str, change: "Callable[[Value], Value]") -> None:
        """Give a name, in the scope that it is read from, what is made of its value."""
        home = self.home(name)
        if home is not None:
            home.names[name] = change(home.names[name])


def join_names(first: dict[str, Value], second: dict[str, Value]) -> dict[str, Value]:
    """Return what the names may be after either of two ways through the code."""
    return {
        name: first.get(name, BUILD_TIME) | second.get(name, BUILD_TIME)
        for name in {**first, **second}
    }
