"""switch, ifelse and merge with mapped=True work element by element."""
from prefect import task, Flow
from prefect.tasks.control_flow import switch, ifelse, merge

@task
def name(x):
    return x

@task
def tag(x, t):
    return f"{t}{x}"

with Flow("mapped-control") as flow:
    c = name.map(["a", "b", "a"])
    a = tag.map([1, 2, 3], ["A", "A", "A"])
    b = tag.map([1, 2, 3], ["B", "B", "B"])
    switch(c, {"a": a, "b": b}, mapped=True)
    merge(a, b, mapped=True)
    d = name.map([1, 0, 2])
    t = tag.map([1, 2, 3], ["T", "T", "T"])
    f = tag.map([1, 2, 3], ["F", "F", "F"])
    ifelse(d, t, f, mapped=True)
    merge(t, f, mapped=True)
