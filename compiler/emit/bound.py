"""Checks a finished script: it binds all names that its source binds and it reads."""

import builtins
import symtable
from collections.abc import Iterator

_KNOWN = frozenset(dir(builtins))


def lost_names(script: str, source: str) -> list[str]:
    """The names of module level that a script reads and does not bind, although its
    source does: each is a mistake of flowc's. None where a star import may bind them.
    """
    if "import *" in script:
        return []
    lacking = _read(_table(script)) - _bound(_table(script)) - _KNOWN
    if not lacking:
        return []
    return sorted(lacking & _bound(_table(source)))


def _table(text: str) -> symtable.SymbolTable:
    return symtable.symtable(text, "script", "exec")


def _scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for inner in table.get_children():
        yield from _scopes(inner)


def _read(table: symtable.SymbolTable) -> set[str]:
    """The names of module level that code of any scope reads."""
    return {
        symbol.get_name()
        for scope in _scopes(table)
        for symbol in scope.get_symbols()
        if symbol.is_referenced() and (scope is table or _is_global(symbol))
    }


def _is_global(symbol: symtable.Symbol) -> bool:
    """Whether a name of a function is the module's; symtable takes all names of a
    function that is called "top" for such."""
    return symbol.is_global() and not symbol.is_local()


def _bound(table: symtable.SymbolTable) -> set[str]:
    """The names that some code gives the module."""
    return {
        symbol.get_name()
        for scope in _scopes(table)
        for symbol in scope.get_symbols()
        if (symbol.is_assigned() or symbol.is_imported() or symbol.is_namespace())
        and (scope is table or symbol.is_declared_global())
    }
