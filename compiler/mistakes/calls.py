"""Follows calls: of tasks, of what makes them, of functions of the file."""

import ast
from collections.abc import Iterator

from . import library
from .expressions import IN_A_TASK
from .functions import Functions
from .prefect import (
    TASK_FUNCTIONS,
    TRIGGERS_ALONE,
    is_task_class,
    nout_of,
    nout_of_keywords,
)
from .schedules import Given, check_schedule, duration
from .values import (
    ANY,
    Constant,
    FlowClass,
    FlowObject,
    Function,
    Group,
    Many,
    Path,
    Result,
    TaskClass,
    TaskMaker,
    TaskObject,
    Value,
)

_CONDITIONS = frozenset({"is_equal", "is_not_equal", "not_", "or_"})


class Calls(Functions):
    """Evaluates calls."""

    def visit_Call(self, node: ast.Call) -> Value:
        method = node.func if isinstance(node.func, ast.Attribute) else None
        holder = self.value(method.value) if method else None
        if method is None:
            called = self.value(node.func)
        elif isinstance(holder, Path):
            called = Path(f"{holder.path}.{method.attr}")
        else:
            called = None
            if isinstance(holder, Result) and holder.known:
                self.check_attribute(method)
        given = self.arguments(node)
        if method is not None and called is None:
            return self.method(node, method, holder, given)
        return self.called(node, called, given)

    def arguments(self, node: ast.Call) -> Given:
        """Evaluate the arguments: by position and by name, "" for those of stars."""
        given: dict[int | str, tuple[ast.expr, Value]] = {}
        for place, each in enumerate(node.args):
            key = "" if isinstance(each, ast.Starred) else place
            given[key] = (each, self.value(each))
        for word in node.keywords:
            value = self.value(word.value)
            if word.arg is None and isinstance(value, Result):
                self.iterated(word.value, Result(), "unpacked by `**`")
            given[word.arg or ""] = (word.value, value)
        return given

    def called(self, node: ast.Call, called: Value, given: Given) -> Value:
        """Return what a call makes."""
        if isinstance(called, TaskObject):
            self.task_called(node, called.name, given)
            return called.called(changed="task_args" in given)
        if isinstance(called, TaskClass):
            return TaskObject(called.name, ANY, known=False)
        if isinstance(called, TaskMaker):
            return TaskObject(self.report.text(node), called.nout)
        if isinstance(called, FlowClass):
            return FlowObject()
        if isinstance(called, Function):
            return self.function(node, called, given)
        if isinstance(called, Result):
            return called
        if isinstance(called, Path):
            return self.path_called(node, called, given)
        return None

    # Tasks

    def task_called(self, node: ast.Call, name: str, given: Given) -> None:
        """A task is called: that belongs to a flow."""
        self.report.builds()
        if "task_args" in given:
            self.check_task_args(given["task_args"][0])
        if self.flow == "out" and "flow" not in given and "" not in given:
            self.outside(node, f"the task {name} is called", f"{name}.run(...)")

    def outside(self, node: ast.AST, what: str, instead: str) -> None:
        """Say what needs a flow where there is none."""
        if self.in_task:
            help = f"call {instead} there, or call the task in the flow block"
            message = f"{what} inside a task, where there is no flow: it will fail"
            self.report.warn("FLC227", node, message, help)
        else:
            help = f"do it inside `with Flow(...) as flow:`; {instead} runs at once"
            self.report.fails("FLC227", node, f"{what} outside a flow", help)

    def need_flow(self, node: ast.AST, value: Value, what: str) -> None:
        if self.flow == "out" and not self.in_task:
            self.outside(node, what, "what a task does in .run(...)")

    def method(
        self, node: ast.Call, method: ast.Attribute, holder: Value, given: Given
    ) -> Value:
        """Return what a method makes of an object."""
        if isinstance(holder, (TaskObject, Result)):
            return self.method_of_task(node, method, holder, given)
        if isinstance(holder, FlowObject):
            self.report.builds()
        if isinstance(holder, Constant) and isinstance(holder.value, str):
            self.method_of_text(method.attr, given)
        if isinstance(holder, (Group, Many)):
            self.method_of_list(method, holder, given)
        return None

    def method_of_task(
        self,
        node: ast.Call,
        method: ast.Attribute,
        holder: TaskObject | Result,
        given: Given,
    ) -> Value:
        if method.attr == "run":
            return None
        self.report.builds()
        if method.attr in _CONDITIONS:
            return Result()
        if method.attr == "copy":
            return holder
        if isinstance(holder, Result):
            return Result(mapped=True) if method.attr == "map" else None
        if method.attr == "map":
            self.task_called(node, holder.name, given)
            return holder.called(mapped=True, changed="task_args" in given)
        return holder.called() if method.attr == "bind" else None

    def method_of_text(self, name: str, given: Given) -> None:
        for key, (node, value) in given.items():
            if isinstance(value, Result) and key != "":
                if name == "join":
                    self.iterated(node, value, "joined")
                elif name == "format":
                    self.as_text(node)

    def method_of_list(
        self, method: ast.Attribute, holder: Group | Many, given: Given
    ) -> None:
        if method.attr in ("extend", "update") and 0 in given:
            self.iterated(*given[0], "iterated")
        if isinstance(method.value, ast.Name):
            self.assign(ast.Name(method.value.id, ast.Store()), Many(None))

    def check_trigger(self, node: ast.expr, value: Value) -> None:
        """Say a trigger that nothing can call."""
        if not isinstance(value, Constant) or value.value is None:
            return
        message = f"trigger={self.report.text(node)} is no function: the task will fail"
        help = "use one of Prefect's: from prefect.triggers import all_finished"
        if isinstance(value.value, str) and value.value in TRIGGERS_ALONE:
            help = (
                f"write trigger={value.value}, after `from prefect.triggers import "
                f"{value.value}`"
            )
        self.report.fails("FLC115", node, message, help)

    def check_task_args(self, node: ast.expr) -> None:
        """Check the settings that a call gives its task: `task_args={...}`."""
        for key, value in _pairs(node):
            if isinstance(key, ast.Constant) and key.value == "trigger":
                found = (
                    Constant(value.value) if isinstance(value, ast.Constant) else None
                )
                self.check_trigger(value, found)

    # What imports give

    def path_called(self, node: ast.Call, called: Path, given: Given) -> Value:
        """Return what a call of something imported makes."""
        path = called.path
        if called.builtin:
            return self.builtin(node, called.builtin, given)
        if not called.is_prefect and path.endswith("Flow"):
            return FlowObject()
        if not called.is_prefect:
            self.others_code(node, path, given)
            return duration(path, given)
        check_schedule(path, node, given, self.report)
        return self.prefect_called(node, path, given)

    def prefect_called(self, node: ast.Call, path: str, given: Given) -> Value:
        name = path.rpartition(".")[2]
        if name == "Flow":
            return FlowObject()
        if name == "task":
            return self.task_made(node, given)
        if name in ("Parameter", "DateTimeParameter"):
            return Result()
        if path.startswith("prefect.triggers.") and name in TRIGGERS_ALONE:
            if not given:
                help = f"write trigger={name}"
                message = f"the trigger {name} is called, and needs the states for that"
                self.report.fails("FLC115", node, message, help)
            return None
        if name == "merge" or path in TASK_FUNCTIONS:
            self.task_called(node, name, given)
            return Result() if name == "merge" else Result(ANY, known=False)
        if is_task_class(path):
            if "trigger" in given:
                self.check_trigger(*given["trigger"])
            return TaskObject(name, ANY, known=False)
        self.report.builds()
        return None

    def task_made(self, node: ast.Call, given: Given) -> Value:
        """`task(f, nout=2)`, or `task(nout=2)` to be put on a function."""
        nout = nout_of_keywords(given)
        if "trigger" in given:
            self.check_trigger(*given["trigger"])
        made = given.get(0) or given.get("fn")
        if made is None:
            return TaskMaker(nout)
        function = made[1].node if isinstance(made[1], Function) else None
        if nout is None and isinstance(function, ast.FunctionDef):
            nout = nout_of(function.returns)
        name = getattr(function, "name", "") or self.report.text(node)
        return TaskObject(name, nout)

    def builtin(self, node: ast.Call, name: str, given: Given) -> Value:
        """Return what one of Python's own functions makes of its arguments."""
        results = [
            (key, *pair)
            for key, pair in given.items()
            if isinstance(key, int) and isinstance(pair[1], Result)
        ]
        for place, each, value in results:
            first, alone = place == 0, len(given) == 1
            if (
                (name in library.ITERATING and first)
                or name in library.ITERATING_ALL
                or (name in library.ITERATING_REST and not first)
                or (name in library.ITERATING_ALONE and alone)
            ):
                self.iterated(each, value, f"given to {name}()")
            elif name in library.FAILING and first:
                what = f"can't be given to {name}() here: a TypeError"
                message = f"the result {self.report.text(each)} {what}"
                self.report.fails("FLC232", each, message, "do it in a task")
            elif name in library.TEXTS and (first or name == "print"):
                self.as_text(each)
        if name in ("list", "tuple", "sorted", "set") and 0 in given:
            found = given[0][1]
            return found if isinstance(found, (Group, Many)) else None
        return None

    def others_code(self, node: ast.Call, path: str, given: Given) -> None:
        """A function of another package is given a result."""
        if not library.wants_values(path):
            return
        for each, value in given.values():
            if isinstance(value, Result):
                message = (
                    f"{path} runs while the flow is built, and gets the task object "
                    f"{self.report.text(each)} instead of its value"
                )
                if self.report.calls and self.report.calls[-1].given:
                    self.report.opaque(node, message)
                else:
                    self.report.warn("FLC233", node, message, IN_A_TASK)
                return


def _pairs(node: ast.expr) -> Iterator[tuple[ast.expr | None, ast.expr]]:
    """The keys and values that a dict is written with."""
    if isinstance(node, ast.Dict):
        yield from zip(node.keys, node.values, strict=True)
