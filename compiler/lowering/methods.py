"""Follows methods of tasks, results, flows and collections."""

from itertools import pairwise

import libcst as cst

from ..frontend.syntax import literal
from ..ir.flow import Data
from .functions import Given
from .nodes import Draft
from .task_calls import TaskCalls
from .values import (
    BUILD_TIME,
    FlowObject,
    Group,
    Instance,
    Many,
    Member,
    Path,
    Result,
    TaskObject,
    Value,
    holding,
    item_of,
    joined,
    only,
    with_entry,
    with_item,
)

_OPERATORS = {"is_equal": "Equal", "is_not_equal": "NotEqual", "or_": "Or"}
_ADDING = frozenset({"append", "add", "insert", "appendleft", "extend", "update"})


class Methods(TaskCalls):
    """Evaluates calls of methods."""

    def member_call(self, node: cst.Call, member: Member, given: Given) -> Value:
        owner, name = member.owner, member.name
        if isinstance(owner, (TaskObject, Result)):
            return self.task_method(node, owner, name, given)
        if isinstance(owner, FlowObject):
            return self.flow_method(node, owner, name, given)
        if isinstance(owner, Instance):
            return self.method_call(node, only(owner), name, given)
        if isinstance(owner, (Group, Many)):
            return self.collection_method(node, only(owner), name, given)
        return self.opaque(node, given) if not isinstance(owner, Path) else BUILD_TIME

    def task_method(
        self, node: cst.Call, owner: TaskObject | Result, name: str, given: Given
    ) -> Value:
        task = owner if isinstance(owner, TaskObject) else None
        if isinstance(owner, Result):
            task = self.by_number[owner.node].task
        if name == "map" and task is not None:
            return self.task_call(node, task, given, mapped=True)
        if name == "copy" and task is not None:
            return only(TaskObject(node, task.name, task.definition, task.kind))
        if name in _OPERATORS or name == "not_":
            other = given.places[:1]
            kind = _OPERATORS.get(name, "Not")
            return self.operated(kind, node, (only(owner), _holder(node)), *other)
        if name == "pipe" and given.places:
            value, _ = given.places.pop(0)
            given.places.insert(0, (only(owner), _holder(node)))
            return joined(self.of_thing(node, each, given) for each in value.may)
        if name == "run":
            return BUILD_TIME
        return self.wired(node, owner, name, given)

    def wired(
        self, node: cst.Call, owner: TaskObject | Result, name: str, given: Given
    ) -> Value:
        """`bind`, `set_upstream` and the like, which give this very task its edges."""
        (number,) = self.results(only(owner))
        draft = self.by_number[number]
        site = self.sure_site(node, given)
        if name == "bind":
            self.give(draft, draft.task, given, mapped=False)
        elif name in ("set_upstream", "set_downstream"):
            self.one_after_other(site, draft, name, given)
        elif name == "set_dependencies":
            self.dependencies(site, draft, given)
        return only(Result(number))

    def sure_site(self, node: cst.Call, given: Given) -> cst.Call | None:
        """A call that makes edges, if the text tells for sure between what."""
        values = [self.called[node], *(value for value, _ in given.every())]
        whole = all(len(value.may) <= 1 and not value.unknown for value in values)
        return node if whole else None

    def one_after_other(
        self, node: cst.Call | None, draft: Draft, name: str, given: Given
    ) -> None:
        first = given.first("task")
        key = given.named.get("key")
        word = literal(key[1]) if key is not None else None
        if first is None:
            return
        others = self.all_results(first[0])
        if name == "set_downstream":
            for number in others:
                self.order(self.by_number[number], [draft.number], node)
        elif isinstance(word, str):
            self.connect(draft, *first, Data(word))
        else:
            self.order(draft, others, node)

    def dependencies(self, node: cst.Call | None, draft: Draft, given: Given) -> None:
        """The edges that `set_dependencies` makes."""
        for key in ("upstream_tasks", "downstream_tasks"):
            value = given.named.get(key)
            for number in self.all_results(value[0]) if value is not None else ():
                if key == "upstream_tasks":
                    self.order(draft, [number], node)
                else:
                    self.order(self.by_number[number], [draft.number], node)
        keyed = given.named.get("keyword_tasks")
        for thing in keyed[0].of(Group) if keyed is not None else ():
            assert isinstance(thing, Group) and keyed is not None
            for key_, item in zip(thing.keys, thing.items, strict=False):
                for number in self.all_results(item):
                    edge = self.whole_edge(Result(number))
                    draft.edges.setdefault(type(edge)(edge.source, Data(str(key_))))

    def flow_method(
        self, node: cst.Call, owner: FlowObject, name: str, given: Given
    ) -> Value:
        """What a method of a flow adds to it."""
        site = self.sure_site(node, given)
        outer, self.flow = self.flow, owner
        tasks = [self.all_results(value) for value, _ in given.places]
        found = BUILD_TIME
        if name == "chain":
            for before, after in pairwise(tasks):
                for number in after:
                    self.order(self.by_number[number], before, site)
        elif name == "add_edge":
            ends = [given.named.get(k) for k in ("upstream_task", "downstream_task")]
            tasks += [self.all_results(each[0]) for each in ends if each is not None]
            for number in tasks[1] if len(tasks) > 1 else ():
                self.order(self.by_number[number], tasks[0], site)
        elif name == "set_dependencies":
            task = given.first("task")
            for number in self.all_results(task[0]) if task is not None else ():
                self.dependencies(site, self.by_number[number], given)
        elif name == "add_task":
            found = joined(only(Result(n)) for each in tasks for n in each)
        self.flow = outer
        return only(owner) if name == "copy" else found

    def collection_method(
        self, node: cst.Call, owner: Value, name: str, given: Given
    ) -> Value:
        values = [value for value, _ in given.every()]
        if name in _ADDING:
            more = joined(values)
            if name in ("extend", "update"):
                more = item_of(more)
            self.change(_holder(node), lambda v: with_item(v, more))
            return BUILD_TIME
        if name == "setdefault" and len(values) == 2:
            self.change(_holder(node), lambda v: with_entry(v, ..., values[1]))
        item = item_of(owner)
        if name == "items":
            return holding(only(Group("tuple", (BUILD_TIME, item))))
        if name in ("get", "pop", "popleft", "setdefault"):
            return item | joined(values)
        return holding(item) if name in ("values", "copy") else BUILD_TIME


def _holder(node: cst.Call) -> cst.BaseExpression:
    """What a method is called on; the method itself where that has another name."""
    return node.func.value if isinstance(node.func, cst.Attribute) else node.func
