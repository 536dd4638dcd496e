import functools

calls = []


@functools.lru_cache
def number(text):
    calls.append(text)
    return float(text), len(calls)


@functools.singledispatch
def show(x):
    return f"any {x}"


@show.register
def _(x: int):
    return f"int {x}"


@show.register(tuple)
def _(x):
    return f"tuple {x}"
