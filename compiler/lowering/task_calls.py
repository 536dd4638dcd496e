"""Follows calls of tasks: the nodes that they make, and what these are given."""

import libcst as cst

from ..frontend.findings import Findings
from ..frontend.module import Module, Signature, TaskDef
from ..frontend.syntax import literal
from ..frontend.tasks import ANY_SIGNATURE, read_signature
from ..ir.expr import Expr
from ..ir.flow import Data, Order, ParameterRead, TaskCall
from .functions import Functions, Given
from .nodes import Draft
from .values import (
    BUILD_TIME,
    Function,
    Result,
    TaskMaker,
    TaskObject,
    Thing,
    Value,
    any_of,
    inside,
    only,
)

# What of a call of a task is not for the task.
OF_CALLS = frozenset({"upstream_tasks", "mapped", "task_args", "flow"})


class TaskCalls(Functions):
    """Evaluates calls of tasks and of what makes them.

    `called` are the things that each call may call, `built` the flows that are being
    built where it stands, `doubts` the calls that may be of tasks which the text does
    not tell.
    """

    def __init__(self, module: Module) -> None:
        super().__init__(module)
        self.called: dict[cst.Call, Value] = {}
        self.built: dict[cst.CSTNode, set[cst.CSTNode]] = {}
        self.doubts: dict[cst.CSTNode, str] = {}
        # Calls of what a package gives: the script asks whether it is a task.
        self.foreign: set[cst.CSTNode] = set()
        # Whether code may reach the names of functions in ways that no text shows.
        self.opaque_names = False
        self.read: dict[cst.CSTNode, TaskDef] = {
            task.definition: task for task in module.tasks.values()
        }

    def task_call(
        self, node: cst.Call, task: TaskObject, given: Given, mapped: bool
    ) -> Value:
        """The node that a call of a task makes."""
        flag = given.named.get("mapped")
        by_map = mapped
        mapped = mapped or (flag is not None and literal(flag[1]) is True)
        name = self.name_of(task)
        if "task_args" in given.named:
            name = Expr(name.text)  # they may give it another
        draft = self.node(node, node, name, TaskCall(task.name), task)
        apart = given.starred or {"task_args", "flow"} & given.named.keys()
        draft.whole = draft.whole and draft.task == task and by_map and not apart
        draft.nout = self.nout_of(task)
        draft.tagged = draft.tagged or _has_tags(task.origin)
        self.give(draft, task, given, mapped)
        return only(Result(draft.number))

    def give(
        self, draft: Draft, task: TaskObject | None, given: Given, mapped: bool
    ) -> None:
        """Connect a node with the arguments of a call."""
        draft.mapped = draft.mapped or (mapped and any(True for _ in given.every()))
        upstream = given.named.get("upstream_tasks")
        if upstream is not None:
            self.wait(draft, *upstream, mapped)
        places = self.places_of(task)
        for number, (value, node) in enumerate(given.places):
            key = places[number] if number < len(places) else f"arg_{number + 1}"
            self.connect(draft, value, node, Data(key), mapped)
        for key, (value, node) in given.named.items():
            if key not in OF_CALLS:
                self.connect(draft, value, node, Data(key), mapped)
        for value, node in given.starred:
            self.connect(draft, value, node, Data("*"), mapped)

    def wait(
        self, draft: Draft, value: Value, node: cst.BaseExpression, mapped: bool
    ) -> None:
        """Connect a node with its `upstream_tasks`."""
        things = inside(value) if not mapped else iter(())
        for number in self.results(any_of(things)):
            self.order(draft, [number])
        if mapped:
            elements = getattr(node, "elements", None)
            parts = [e.value for e in elements] if elements is not None else [node]
            for part in parts:
                self.connect(draft, self.value(part), part, Order(), mapped)

    def places_of(self, task: TaskObject | None) -> list[str]:
        """The names of the parameters that a task takes by position."""
        signature = self.signature_of(task)
        return [a.name for a in signature.arguments if not a.keyword_only]

    def signature_of(self, task: TaskObject | None) -> Signature:
        if task is not None and task.definition is not None:
            return task.definition.signature
        for part in task.kind.body.body if task is not None and task.kind else ():
            if isinstance(part, cst.FunctionDef) and part.name.value == "run":
                silent = Findings(self.source.spans)
                found = read_signature(part, silent)
                return Signature(found.arguments[1:], found.any_keyword)
        return ANY_SIGNATURE

    def name_of(self, task: TaskObject) -> Expr:
        """A task's name, as far as the text tells."""
        definition = task.definition
        if definition is not None and "name" in definition.keywords:
            return self.expr(definition.keywords["name"])
        origin = task.origin
        for arg in origin.args if isinstance(origin, cst.Call) else ():
            if arg.keyword is not None and arg.keyword.value == "name":
                return self.expr(arg.value)
        title = definition.title if definition is not None else task.name
        if task.kind is not None and _has_init(task.kind):
            return Expr(title)  # which may give the task any name
        return Expr(repr(title), value=title)

    def nout_of(self, task: TaskObject) -> int | None:
        if task.definition is None:
            return None
        number = literal(task.definition.keywords.get("nout"))
        return number if isinstance(number, int) else task.definition.returns

    def result_call(self, node: cst.Call, thing: Result, given: Given) -> Value:
        """A call of a result: of a Parameter, which is then in the flow; else another
        node of the same task."""
        draft = self.by_number[thing.node]
        if isinstance(draft.action, ParameterRead) or draft.task is None:
            self.enter(draft)
            return only(thing)
        return self.task_call(node, draft.task, given, mapped=False)

    def task_of(self, node: cst.Call, given: Given) -> Value:
        """What `task(f)` makes, or `task(name=...)(f)`; without f a maker."""
        first = given.first("fn")
        if first is None:
            return only(TaskMaker())
        value, expression = first
        found = BUILD_TIME
        for thing in value.may:
            if isinstance(thing, Function) and isinstance(thing.node, cst.FunctionDef):
                found |= only(TaskObject(node, thing.node.name.value))
        name = getattr(getattr(expression, "attr", expression), "value", "task")
        return found if found.may else only(TaskObject(node, str(name)))

    def of_thing(self, node: cst.Call, thing: Thing, given: Given) -> Value:
        """What a call of one thing gives."""
        raise NotImplementedError

    def opaque(self, node: cst.Call, given: Given) -> Value:
        """What code that is not at hand gives."""
        raise NotImplementedError


def _has_tags(origin: cst.CSTNode) -> bool:
    """Whether the call that makes a task gives it tags, or a slug."""
    args = origin.args if isinstance(origin, cst.Call) else ()
    words = {arg.keyword.value for arg in args if arg.keyword is not None}
    return bool(words & {"tags", "slug"})


def _has_init(kind: cst.ClassDef) -> bool:
    """Whether a class of tasks, or a second one that it derives from, has an
    `__init__` of its own."""
    own = (part for part in kind.body.body if isinstance(part, cst.FunctionDef))
    return len(kind.bases) > 1 or any(each.name.value == "__init__" for each in own)
