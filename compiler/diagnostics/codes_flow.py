"""FLC2xx: the flow block."""

from .rule import Rule, error, warning

ROWS: tuple[Rule, ...] = (
    error(
        "FLC201",
        "a flow has no name",
        """
The name is the first argument of `Flow`. It stands in reports, logs and the names of
the tasks on the dashboard.

    with Flow("nightly load") as flow:
        ...
""",
    ),
    error(
        "FLC204",
        "a task is called with the wrong arguments",
        """
The call does not fit the task's function: an argument is missing, unknown, or given
twice. The message is Python's own. Prefect raises a TypeError with it when the flow is
built.
""",
    ),
    error(
        "FLC210",
        "a map has nothing to map over",
        """
An argument of `.map` that is a number or a generator has no length: Prefect fails when
the flow is built. Give it a list:

    load.map(n for n in range(3))      # not this
    load.map(list(range(3)))           # but this
""",
    ),
    error(
        "FLC216",
        "two tasks of the flow have the same slug",
        """
A slug names one task of a flow in reports. Prefect raises a ValueError when the flow is
built. Make a Parameter once and use its result as often as needed; give `slug=` only to
a task that is called once:

    path = Parameter("path")
    load(path)
    save(path)
""",
    ),
    error(
        "FLC217",
        "a Parameter waits for another task",
        """
`a.set_upstream(b)` makes a wait for b; `a.set_downstream(b)` makes b wait for a. A
Parameter waits for nothing: Prefect refuses it, and so does flowc.

    path = Parameter("path")
    path.set_upstream(first)           # not this
    load(path, upstream_tasks=[first]) # but this
""",
    ),
    error(
        "FLC220",
        "tasks wait for one another in a circle",
        """
`set_upstream` or `set_downstream` makes a task wait for one that already waits for it.
Prefect says so when the flow is run ("Cycle found"), and runs nothing of it.

    a = extract()
    b = load(a)                # b waits for a
    a.set_upstream(b)          # and a for b: neither would ever start
""",
    ),
    warning(
        "FLC221",
        "a task is named and not called",
        """
A task becomes part of the flow where it is called. Its name alone does nothing, in
Prefect as in the script:

    load                       # does nothing
    load()                     # runs in the flow
""",
    ),
    warning(
        "FLC223",
        "a task's result is used as a value while the flow is built",
        """
While the flow is built, a result is a task object; its value is known only when the
task has run. Prefect says nothing: the object counts as true, is equal to itself alone,
and reads `<Task: name>` in a string. The script does the same. Decide at run time:

    if count(rows):            # always true
        load(rows)

    with case(count(rows), True):
        load(rows)
""",
    ),
)
