"""Follows calls: what is called, and what becomes of it."""

import libcst as cst

from ..frontend.syntax import literal
from ..mistakes.library import wants_values
from .functions import Given
from .prefect_calls import PrefectCalls
from .values import (
    BUILD_TIME,
    UNKNOWN,
    Apart,
    Class,
    FlowClass,
    FlowObject,
    Function,
    Group,
    Instance,
    Many,
    Member,
    Path,
    Result,
    Scope,
    TaskClass,
    TaskMaker,
    TaskObject,
    Thing,
    Value,
    holding,
    inside,
    item_of,
    joined,
    limited,
    only,
)

# Python's own that give the items of what they are given, in a collection.
_GIVING = frozenset(
    {"dict", "filter", "frozenset", "iter", "list", "reversed", "set", "sorted"}
    | {"tuple", "zip", "enumerate", "map", "max", "min", "next"}
)
# They make decorators that leave a function what it is.
_KEEPING = frozenset({"wraps", "lru_cache", "cache", "update_wrapper"})
# Through these, code may reach tasks of which the text says nothing.
_OPAQUE = frozenset({"exec", "eval", "globals", "locals", "vars", "__import__"})


class Calls(PrefectCalls):
    """Evaluates calls."""

    def call(self, node: cst.Call) -> Value:
        callee = self.value(node.func)
        given = self.arguments(node)
        self.called[node] = self.called.get(node, BUILD_TIME) | callee
        if self.flow is not None:
            self.built.setdefault(node, set()).add(self.flow.site)
        foreign = self.foreign_task(node, callee)
        if foreign is not None:
            self.foreign.add(node)
            made = self.task_call(node, foreign, given, mapped=_is_map(node))
            return limited(made | self.opaque(node, given))
        if callee.unknown and self.flow is not None:
            self.doubts.setdefault(node, "only the run can tell what is called")
        outer = self.flow
        for thing in given.named["flow"][0].may if "flow" in given.named else ():
            self.flow = thing if isinstance(thing, FlowObject) else self.flow
        found = BUILD_TIME
        for thing in callee.may:
            found |= self.of_thing(node, thing, given)
        if not callee.may:
            found = self.opaque(node, given)
        self.flow = outer
        return limited(found)

    def foreign_task(self, node: cst.Call, callee: Value) -> TaskObject | None:
        """What is called like a task in a flow, and imported from a package that is not
        at hand: the script asks whether it is one."""
        thing = callee.may[0] if len(callee.may) == 1 else None
        func = node.func.value if _is_map(node) else node.func  # type: ignore[attr-defined]
        if not isinstance(thing, Path) or not isinstance(func, cst.Name):
            return None
        named = not func.value[:1].isupper() and not wants_values(thing.path)
        whole = callee.unknown and self.flow is not None and named
        return TaskObject(func, func.value) if whole else None

    def arguments(self, node: cst.Call) -> Given:
        given = Given()
        for arg in node.args:
            value = self.value(arg.value)
            if isinstance(arg.value, cst.Call):
                self.place(value, arg.value, "argument")
            if arg.star:
                given.starred.append((item_of(value), arg.value))
            elif arg.keyword is not None:
                given.named[arg.keyword.value] = (value, arg.value)
            else:
                given.places.append((value, arg.value))
        return given

    def place(self, value: Value, node: cst.CSTNode, place: str) -> None:
        """Note where the call that makes a node stands."""
        for thing in value.of(Result):
            assert isinstance(thing, Result)
            draft = self.by_number[thing.node]
            if draft.site is node:
                draft.place = draft.place or place

    def of_thing(self, node: cst.Call, thing: Thing, given: Given) -> Value:
        """What a call of one thing gives."""
        if isinstance(thing, TaskObject):
            return self.task_call(node, thing, given, mapped=False)
        if isinstance(thing, Result):
            return self.result_call(node, thing, given)
        if isinstance(thing, Member):
            return self.member_call(node, thing, given)
        if isinstance(thing, TaskClass):
            return only(TaskObject(node, thing.name, kind=thing.definition))
        if isinstance(thing, TaskMaker):
            return self.task_of(node, given)
        if isinstance(thing, FlowClass):
            return self.flow_made(node, given)
        if isinstance(thing, Function):
            return self.function_call(node, thing, given)
        if isinstance(thing, Class):
            made = only(Instance(thing.node))
            return self.method_call(node, made, "__init__", given, made)
        if isinstance(thing, Path):
            return self.path_call(node, thing, given)
        return self.opaque(node, given)

    def flow_made(self, node: cst.Call, given: Given) -> Value:
        """A flow, with the tasks that it is given."""
        made = FlowObject(node)
        outer, self.flow = self.flow, made
        if "tasks" in given.named:
            self.all_results(given.named["tasks"][0])
        self.flow = outer
        return only(made)

    def opaque(self, node: cst.Call, given: Given) -> Value:
        """What code that is not at hand gives: it may give what it was given."""
        values = [value for value, _ in given.every()]
        tasks = [v for v in values if any(isinstance(t, TaskObject) for t in inside(v))]
        if tasks and self.flow is not None:
            self.doubts.setdefault(node, "a task is given to code that is not at hand")
        found = joined(values)
        return found | holding(found) if found.may else BUILD_TIME

    def path_call(self, node: cst.Call, thing: Path, given: Given) -> Value:
        home, _, name = thing.path.rpartition(".")
        if home == "builtins":
            return self.builtin_call(node, name, given)
        symbol = self.symbol(thing)
        if symbol:
            return self.prefect_call(node, thing, symbol, given)
        if name in ("import_module", "attrgetter", "methodcaller"):
            return UNKNOWN
        if thing.path == "types.SimpleNamespace":
            names = {key: value for key, (value, _) in given.named.items()}
            return only(Apart(Scope(names=names)))
        if thing.path.startswith("functools."):
            return BUILD_TIME if name in _KEEPING else self.opaque(node, given)
        if thing.path in ("copy.copy", "copy.deepcopy", "typing.cast"):
            return joined(value for value, _ in given.places[-1:])
        return self.opaque(node, given)

    def builtin_call(self, node: cst.Call, name: str, given: Given) -> Value:
        values = [value for value, _ in given.every()]
        if name in _OPAQUE:
            self.opaque_names = True
            if self.flow is not None:
                self.doubts.setdefault(node, f"{name} may make tasks")
            return UNKNOWN
        if name == "getattr" and len(given.places) > 1:
            word = literal(given.places[1][1])
            if isinstance(word, str):
                return joined(self.member(t, word, node) for t in values[0].may)
            return UNKNOWN
        if name == "map" and values:
            return self.mapped_over(node, values[0], given)
        if name in ("zip", "enumerate"):
            first = (BUILD_TIME,) if name == "enumerate" else ()
            items = tuple(item_of(value) for value in values)
            return only(Many(only(Group("tuple", (*first, *items)))))
        if name == "dict" and given.named:
            keyed = {key: value for key, (value, _) in given.named.items()}
            return only(Group("dict", tuple(keyed.values()), tuple(keyed)))
        if name in ("max", "min", "next"):
            return joined(map(item_of, values))
        return holding(*map(item_of, values)) if name in _GIVING else BUILD_TIME

    def mapped_over(self, node: cst.Call, called: Value, given: Given) -> Value:
        """Python's own `map`: a call for each item."""
        items = [(item_of(value), each) for value, each in given.places[1:]]
        inner = Given([*items])
        if any(isinstance(thing, TaskObject) for thing in called.may):
            self.doubts.setdefault(node, "map() calls a task")
        return holding(*(self.of_thing(node, each, inner) for each in called.may))


def _is_map(node: cst.Call) -> bool:
    return isinstance(node.func, cst.Attribute) and node.func.attr.value == "map"
