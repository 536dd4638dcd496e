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
        "FLC202",
        "a flow block is not at module level",
        """
flowc reads the blocks that stand at the top level of a file. A block in a function, a
method, a loop or under a condition may be run with other values each time, or never.
Move it out; what the function was given becomes a constant or a Parameter:

    def build(env):                        # not yet
        with Flow(f"load {env}") as flow:
            load(env)
        return flow

    with Flow("load") as flow:             # instead
        env = Parameter("env", default="dev")
        load(env)
""",
    ),
    error(
        "FLC203",
        "a flow block has other context managers or is async",
        """
`with Flow(...) as flow:` has to stand alone. What a second context manager does
happens while the flow is built, on the machine that builds it, and is over before any
task runs; a resource that the tasks need is opened in the tasks.

    with Flow("load") as flow, open("x") as file:      # not this
        load(file)

    with Flow("load") as flow:                         # but this
        load("x")
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
        "FLC205",
        "a statement of the block makes or uses tasks and is not supported yet",
        """
A flow block is compiled as a straight run of calls and assignments. Loops and
conditions may stand in it as long as no task is called, and no result is used, inside
them. Write the calls one by one, map over the list, or decide in a task:

    for name in names:                 # not yet
        load(name)

    load.map(names)                    # instead

    if ready:                          # never: the result is not there yet
        publish(data)

    publish(data, ready)               # instead: the task looks
""",
    ),
    error(
        "FLC206",
        "a result is assigned to something that is not a plain name",
        """
The flow block gives results names. Attributes and items would be those of objects
that the compiler does not have:

    results["a"] = load("a")           # not this
    loaded_a = load("a")               # but this
    results = {"a": loaded_a}          # and a literal, where a task needs a dict

Settings of a task are given where it is defined: `@task(name="load")`.
""",
    ),
    error(
        "FLC207",
        "an expression computes with a result that only the run will know",
        """
A call of a task in the flow block returns no value: there is none before the flow
runs. What computes with the value belongs into a task:

    rows = load()
    save(rows[:10])                    # not this

    @task
    def first(rows, count):
        return rows[:count]

    save(first(load(), 10))            # but this

Lists, tuples, sets and dicts written as literals may hold results. Arithmetic, items,
comparisons and f-strings with results, which Prefect turns into tasks of its own, are
not compiled yet.
""",
    ),
    error(
        "FLC208",
        "a method of a task is not supported yet",
        """
A task is called, or mapped. Its other methods (`bind`, `copy`, `pipe`, `run`, ...)
are not compiled yet.

    load.bind("x", flow=flow)          # not yet
    load("x")                          # instead

    load.run("x")                      # runs the task while the flow is built
""",
    ),
    error(
        "FLC209",
        "a function that is not a task is given a result",
        """
The function runs while the flow is built, when the result has no value yet. A function
that computes with the value has to be a task, or to be called in one:

    print(load())                      # not this

    @task
    def show(data):
        print(data)

    show(load())                       # but this

Functions that call tasks themselves are not compiled yet: write their calls in the
flow block.
""",
    ),
    error(
        "FLC210",
        "a map has nothing to map over",
        """
Every argument of `.map` stands in `unmapped(...)`, so that there is no list whose
length says how often the task runs. Take at least one out, or call the task itself.
""",
    ),
    error(
        "FLC211",
        "a call of a task has an argument that is not supported yet",
        """
Arguments are written one by one: `*list` and `**dict` hide what goes where. Settings
for one call (`task_args=`) are given to the task itself instead, and `flow=` and
`mapped=` are said by where the call stands and by `.map`:

    load(path, task_args={"name": "first"})      # not yet

    @task(name="first")                          # instead
    def load(path):
        ...
""",
    ),
    error(
        "FLC212",
        "upstream_tasks holds something that is no result",
        """
`upstream_tasks` is a list of results that the call has to wait for:

    prepared = prepare()
    load("x", upstream_tasks=[prepared])
""",
    ),
    error(
        "FLC213",
        "unmapped stands where nothing is mapped",
        """
`unmapped(x)` says in a `.map` call that each run gets the whole of x. Anywhere else it
says nothing: leave it out.

    load(unmapped(path))               # not this
    load.map(paths, unmapped(mode))    # but this
""",
    ),
    error(
        "FLC214",
        "a task is passed without being called",
        """
Prefect calls such a task without arguments. flowc asks for the call to be written, so
that the reader sees what runs:

    save(load)                         # not this
    save(load())                       # but this
""",
    ),
    error(
        "FLC215",
        "a Parameter has no name, or an argument that is not supported yet",
        """
A Parameter has a name, and may have a default, `required` and tags:

    Parameter("path")                  # required
    Parameter("limit", default=10)
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
        "set_upstream or set_downstream is not called with one result",
        """
`a.set_upstream(b)` makes a wait for b; `a.set_downstream(b)` makes b wait for a. Each
takes one result. To pass a value, give it as an argument of the call; to wait for
several, write several statements, or `upstream_tasks=[...]`. A Parameter waits for
nothing.
""",
    ),
    error(
        "FLC218",
        "a result can't be unpacked into names",
        """
The number of values that a task returns is only known in the run, unless the task says
it:

    @task(nout=2)
    def split(text):
        return text[:1], text[1:]

    head, tail = split("abc")
""",
    ),
    error(
        "FLC219",
        "tasks are called in a comprehension, a lambda or a conditional expression",
        """
A flow block is compiled as a straight run of calls. How often a call inside such an
expression happens is not seen there. Map over the list, or write the calls one by one:

    results = [load(name) for name in names]       # not yet
    results = load.map(names)                      # instead
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
    error(
        "FLC222",
        "a flow is opened again, or is given to something that is no plain name",
        """
A flow has one block, and one variable by which the rest of the file speaks of it.
Tasks that a second `with flow:` adds would be lost. Write all calls in one block:

    with Flow("load") as flow:
        data = extract()
        load(data)
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
