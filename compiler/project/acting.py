"""Which modules act when they are imported, and so stay modules inside the script.

A module that only defines is hoisted into the script, what is reached of it. One that
acts is carried whole and runs when importing would run it: what it registers, patches,
counts or makes is then there. Text alone decides. A module defines as long as each of
its statements is an import, a function, a class, a name that is given a value, or its
`__main__` guard; and it acts where it

- has any other statement at module level: a call, a loop, a patch;
- decorates with more than what is known to give back a plain function, class or task;
- calls what registers (`jobs.append(...)`) for the value of a name;
- asks which classes or modules there are, or has them told.

Statements about flows do not count: which flow is meant is the compiler's question.
"""

import ast
from collections.abc import Iterator

from .module_flows import ModuleFlows
from .scan import Part, ScannedModule, Unit

# Decorators that give back what they are given, or make a task of it.
_PLAIN = frozenset(
    {
        *("task", "resource_manager", "dataclass", "total_ordering", "contextmanager"),
        *("lru_cache", "cache", "wraps", "staticmethod", "classmethod", "property"),
        *("singledispatch", "overload", "final", "unique", "runtime_checkable"),
        *("asynccontextmanager", "abstractmethod", "cached_property", "define", "s"),
    }
)
_REGISTERING = frozenset(
    {
        *("append", "add", "extend", "insert", "setdefault", "update", "register"),
        *("subscribe", "connect_via"),
    }
)
# What asks for, or is told of, classes and modules that are only defined.
_REGISTRIES = frozenset({"__subclasses__", "__init_subclass__", "__path__"})


def why_it_acts(module: ScannedModule, flows: ModuleFlows) -> str:
    """What a module does on import besides defining things; "" if nothing."""
    for unit in module.units:
        for reason in _reasons(unit):
            if not flows.about_flow(module, unit):
                return f"it {reason} when it is imported"
    return ""


def _reasons(unit: Unit) -> Iterator[str]:
    if unit.part is Part.EFFECT:
        yield _word(unit.nodes[0])
    if unit.part not in (Part.DEFINITION, Part.BINDING):
        return
    for node in unit.nodes:
        yield from (f"decorates with {name}" for name in _decorators(node))
        if unit.part is Part.BINDING and _registers(node):
            yield f"runs `{ast.unparse(node).splitlines()[0][:40]}`"
        for each in ast.walk(node):
            name = getattr(each, "attr", "") or getattr(each, "name", "")
            if name in _REGISTRIES:
                yield f"has {name}"


def _decorators(node: ast.stmt) -> Iterator[str]:
    """The decorators of a definition that may do anything."""
    for each in getattr(node, "decorator_list", ()):
        called = each.func if isinstance(each, ast.Call) else each
        name = ast.unparse(called).rpartition(".")[2]
        if name not in _PLAIN:
            yield name


def _registers(node: ast.stmt) -> bool:
    """Whether a value is what a call gives that registers something."""
    value = getattr(node, "value", None)
    function = value.func if isinstance(value, ast.Call) else None
    return isinstance(function, ast.Attribute) and function.attr in _REGISTERING


def _word(node: ast.stmt) -> str:
    if isinstance(node, ast.Expr):
        return f"runs `{ast.unparse(node).splitlines()[0][:40]}`"
    loops = isinstance(node, (ast.For, ast.AsyncFor, ast.While))
    return "runs a loop" if loops else f"runs a statement on line {node.lineno}"
