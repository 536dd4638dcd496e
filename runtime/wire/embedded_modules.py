"""Modules inside the script: code that needs to be a module of its own."""

import builtins
import linecache
import sys
import types
from typing import Any

from .cloudpickling import LOADING, carriers

ModuleTable = dict[str, Any]
ModuleRow = tuple[str, str, bool, str]
travelled_modules: dict[Any, Any] = {}


class CarriedModule(types.ModuleType):
    """A module that is fresh of text. It travels as that text, and what it defines by
    its name in the module: a process has one such module, and one state of it."""

    def __init__(self, row: ModuleRow, table: ModuleTable, group: ModuleTable) -> None:
        name, _, is_package, _ = row
        super().__init__(name)
        self.__package__ = name if is_package else name.rpartition(".")[0]
        if is_package:
            self.__path__ = []
        inner = dict(vars(builtins))
        inner["__import__"] = Importer(self, table, group)
        vars(self)["__builtins__"] = inner
        vars(self)["__carried__"] = (row, table, group)

    def __getattr__(self, name: str) -> Any:
        """A module whose code waits is imported when something of it is needed."""
        if name.startswith("__") or vars(self).get("__begun__"):
            message = f"module {self.__name__!r} has no attribute {name!r}"
            raise AttributeError(message)
        return getattr(self.__loaded__(), name)

    def __loaded__(self) -> "CarriedModule":
        """The module, its text run, as an import gives it."""
        if not vars(self).get("__begun__"):
            vars(self)["__begun__"] = True
            try:
                self.execute()
            except BaseException:
                vars(self)["__begun__"] = False
                raise
        return self

    def execute(self) -> None:
        carriers[self.__name__] = self
        _, file, _, text = vars(self)["__carried__"][0]
        lines = text.lstrip("\n").splitlines(keepends=True)
        linecache.cache[file] = (len(text), None, lines, file)
        code = compile("".join(lines), file, "exec", dont_inherit=True)
        # It may look itself up there while it runs; nobody else is to find it.
        before = sys.modules.get(self.__name__)
        sys.modules[self.__name__] = self
        try:
            exec(code, vars(self))
        finally:
            del sys.modules[self.__name__]
            if before is not None:
                sys.modules[self.__name__] = before

    def __reduce__(self) -> Any:
        _, table, group = vars(self)["__carried__"]
        rows = [vars(each)["__carried__"][0] for each in group.values()]
        return carried_module, (self.__name__, table, tuple(rows))


class Importer:
    """`__import__` of carried modules: the script's own, else what is installed."""

    def __init__(
        self, module: CarriedModule, table: ModuleTable, group: ModuleTable
    ) -> None:
        self.module = module
        self.table = table
        self.group = group

    def __call__(
        self,
        name: str,
        globals: Any = None,
        locals: Any = None,
        fromlist: Any = (),
        level: int = 0,
    ) -> Any:
        if level:
            name = self.absolute(name, level)
        if self.knows(name) and fromlist:
            return self.with_modules(self.found(name), name, fromlist)
        if self.knows(name):
            return self.found(name.partition(".")[0])
        return builtins.__import__(name, globals, locals, fromlist or (), level)

    def with_modules(self, package: Any, name: str, members: Any) -> Any:
        """A package, once it has the modules inside it that are asked for."""
        for member in members:
            path = f"{name}.{member}"
            inner = path in self.group or path in self.table
            if isinstance(package, CarriedModule) and inner:
                vars(package).setdefault(member, self.found(path))
        return package

    def absolute(self, name: str, level: int) -> str:
        parts = (self.module.__package__ or "").split(".")
        home = parts[: len(parts) - level + 1]
        return ".".join([*home, name] if name else home)

    def knows(self, name: str) -> bool:
        start = f"{name}."
        return any(
            each == name or each.startswith(start)
            for each in (*self.table, *self.group)
        )

    def found(self, name: str) -> Any:
        """The module of a start name: a carried one, or what is known below it."""
        if name in self.group:
            return self.group[name].__loaded__()
        if name in self.table:
            found = self.table[name]
            return found.__loaded__() if isinstance(found, CarriedModule) else found
        return KnownParts(name, self)


class KnownParts:
    """A package of the project's, or Prefect's, with what carried modules use of it."""

    def __init__(self, name: str, importer: Importer) -> None:
        self._name = name
        self._importer = importer

    def __getattr__(self, name: str) -> Any:
        path = f"{self._name}.{name}"
        if name.startswith("__") or not self._importer.knows(path):
            raise AttributeError(f"the script does not carry {path}")
        return self._importer.found(path)

    @property
    def __all__(self) -> list[str]:
        start = f"{self._name}."
        return [
            each[len(start) :]
            for each in (*self._importer.table, *self._importer.group)
            if each.startswith(start)
            and "." not in each[len(start) :]
            and not each.startswith(f"{start}__")
        ]


def carried_modules(
    table: ModuleTable, *rows: ModuleRow, at_once: bool = True
) -> tuple[CarriedModule, ...]:
    """Make modules, and run their text, if not at once then when they are imported.

    `table` has what they import of the script's, by start names; a row is a module's
    name, file, whether it is a package, and text.
    """
    group: dict[str, CarriedModule] = {}
    group.update((row[0], CarriedModule(row, table, group)) for row in rows)
    for module in group.values() if at_once else ():
        module.__loaded__()
    return tuple(group.values())


def carried_module(
    name: str, table: ModuleTable, rows: tuple[ModuleRow, ...]
) -> CarriedModule:
    """A module that has travelled: the one that this process has, or a new one."""
    with LOADING:
        if rows not in travelled_modules:
            fresh = carried_modules(table, *rows, at_once=False)
            travelled_modules[rows] = {module.__name__: module for module in fresh}
        found: CarriedModule = travelled_modules[rows][name]
        return found
