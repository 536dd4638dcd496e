"""Which names of a module's text mean its global variables."""

import ast
import sys

import pytest
from flowc.compiler.project.scopes import scopes_of

# In each text every `X` that means the module's variable X is written as `X_`.
TEXTS = [
    "X_ = 1\nprint(X_)",
    "def f(a, b=X_, *c, d=X_): return a, X_",
    "def f(X): return X",
    "def f(): X = 1; return X",
    "def f():\n    global X_\n    X_ = 1\n    return X_",
    "def f():\n    X = 1\n    def g():\n        nonlocal X\n        X = 2",
    "def f():\n    X = 1\n    return lambda: X",
    "def f():\n    return lambda X=X_: X",
    "class C:\n    X = X_\n    y = X\n    def m(self): return X_",
    "class C(X_):\n    z: X_ = [X_ for X2 in range(3)]",
    "class C:\n    X = 1\n    y = [X_ for _ in range(X)]",
    "[X for X in X_]",
    "[a for a in X_ if a in X_]",
    "def f(): return {X: X for X in X_}",
    "def f():\n    [X := 1 for _ in range(3)]\n    return X",
    "[(X_ := n) for n in range(3)]",
    "def f():\n    with X_ as X2: return X_, X2",
    "def f():\n    with open(p) as X: return X",
    "def f():\n    try: pass\n    except X_ as X2: raise X2",
    "def f():\n    try: pass\n    except E as X: print(X)",
    "def f():\n    for X in range(3): print(X)",
    "def f():\n    import X\n    return X",
    "def f():\n    from m import a as X\n    return X.X",
    "def f():\n    del X",
    "def f(a):\n    match a:\n        case {'k': X, **r}: return X, r",
    "def f(a):\n    match a:\n        case X_.Y(z=1): return X_",
    "def f(a):\n    match a:\n        case [1, *X]: return X",
    "def f():\n    return X_.X.X, g(X=X_)",
    "async def f():\n    async for X in X2: await X",
    "def f():\n    return f'{X_!r:>{X_}} {X_}'",
    "@X_(1)\ndef f(): pass",
    "def f(a: X_) -> X_: pass",
    "def f(a: 'X_'): pass",
    "def f(a: Literal['X']): pass",
    "X_: int = 2",
    "X_ += 1",
    "for X_ in range(3): pass",
    "def f():\n    def X(): pass\n    return X",
    "def f():\n    def g():\n        return X_\n    return g\nX_ = 3",
]
NEWER = [
    "def f[X](a: X) -> X: return X",
    "class C[X]:\n    def m(self) -> X: return X",
    "type A[X] = list[X]",
]
if sys.version_info >= (3, 12):
    TEXTS += NEWER


@pytest.mark.parametrize("marked", TEXTS)
def test_names_are_looked_up_as_python_does(marked: str) -> None:
    tree = ast.parse(marked)
    table = scopes_of(tree)
    found = {
        (each.name, each.home is table.module)
        for each in table.occurrences
        if each.name in ("X", "X_") and not isinstance(each.node, ast.Global)
    }
    assert not {name for name, is_global in found if name == "X_" and not is_global}
    assert ("X", True) not in found


def test_what_is_evaluated_on_import() -> None:
    text = "a = b\ndef f(c=d): return e\n@g\nclass C(h):\n    i = j\nk = lambda: m"
    found = scopes_of(ast.parse(text)).occurrences
    now = {each.name for each in found if each.now and not each.stores}
    assert now == {"b", "d", "g", "h", "j"}


def test_annotations_wait_where_the_module_says_so() -> None:
    text = "from __future__ import annotations\ndef f(a: X): pass"
    found = scopes_of(ast.parse(text)).occurrences
    assert [each.now for each in found if each.name == "X"] == [False]


def test_chains_and_what_is_done_to_them() -> None:
    text = "a.b.c\nd.e = 1\nf['x'] = 2\ng.h()\ngetattr(i, 'j')\ndel k.m"
    found = {e.name: e for e in scopes_of(ast.parse(text)).occurrences}
    assert found["a"].chain == ("b", "c")
    assert found["d"].rebinds and found["d"].changes
    assert found["f"].changes and not found["f"].rebinds
    assert found["g"].calls and found["g"].chain == ("h",)
    assert found["i"].chain == ("j",)
    assert found["k"].rebinds
