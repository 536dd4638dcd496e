"""FLC2xx: the flow block."""

from .codes_lowering import obstacle
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
    obstacle(
        "FLC202",
        "a flow block is not at module level",
        """
A block in a function, a method, a loop or under a condition may be run with other
values each time. Such a flow is built as the file builds it: by that call of the
function. A block at the top level is lowered; what the function was given becomes a
constant or a Parameter:

    def build(env):                        # built by its own Python
        with Flow(f"load {env}") as flow:
            load(env)
        return flow

    flow = build("dev")

    with Flow("load") as flow:             # lowered
        load(Parameter("env", default="dev"))
""",
    ),
    obstacle(
        "FLC203",
        "a flow block has other context managers",
        """
What a second context manager does happens while the flow is built, on the machine that
builds it, and is over before any task runs. A resource that the tasks need is opened in
the tasks, or with a resource manager inside the block.

    with Flow("load") as flow, open("x") as file:      # built by its own Python
        load(file)

    with Flow("load") as flow:                         # lowered
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
    obstacle(
        "FLC205",
        "a statement of the block makes or uses tasks",
        """
Straight runs of calls and assignments, and `with case(...)`, are lowered. A loop, a
condition, a `try`, a `with` of another kind or a function in which tasks are called
makes as many tasks as its Python says.

    for name in names:                 # built by its own Python: a task for each
        load(name)

    load.map(names)                    # lowered, and run in chunks

Where the tasks are alike, a map is worth it: thousands of calls in a loop are thousands
of Dask tasks, thousands of elements of a map are a few.
""",
    ),
    obstacle(
        "FLC206",
        "a result is assigned to something that is not a plain name",
        """
Items, attributes and starred names may be anything's. Results with names of their own
are lowered:

    results["a"] = load("a")           # built by its own Python

    loaded_a = load("a")               # lowered
    results = {"a": loaded_a}
""",
    ),
    obstacle(
        "FLC207",
        "an expression computes with a result that only the run will know",
        """
Arithmetic and comparisons of results make tasks of their own, as in Prefect. Items of
results (`rows[0]`, `config["path"]`) and lists, tuples, sets and dicts written as
literals are lowered; other expressions are not:

    save(load() + [1])                 # built by its own Python

    @task
    def more(rows):
        return rows + [1]

    save(more(load()))                 # lowered
""",
    ),
    obstacle(
        "FLC208",
        "a method of a task is used",
        """
Calls and `.map` of a task are lowered. `bind`, `copy`, `pipe`, `run` and the others
need the Task object:

    load.bind("x", flow=flow)          # built by its own Python
    load("x")                          # lowered

`load.run("x")` runs the task's function at once, while the flow is built.
""",
    ),
    obstacle(
        "FLC209",
        "something that is not a task of the file is called with a result",
        """
The function runs while the flow is built, when the result has no value yet. It may call
tasks itself, or be a Task that is no function of the file: an object of a Task class, a
copy. A function that computes with the value has to be a task:

    total = add_all(numbers)           # built by its own Python

    @task
    def add_all(numbers):              # lowered
        return sum(numbers)
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

Where every argument stands in `unmapped(...)`, this is a note: the script builds the
flow with its own Python. Call the task itself instead.
""",
    ),
    obstacle(
        "FLC211",
        "a call of a task hides or changes what the task is given",
        """
`*list` and `**dict` hide what goes where; `task_args=`, `flow=` and `mapped=` change
the task for one call. Arguments that are written one by one are lowered:

    load(path, task_args={"name": "first"})      # built by its own Python

    @task(name="first")                          # lowered
    def load(path):
        ...
""",
    ),
    obstacle(
        "FLC212",
        "upstream_tasks holds something that is no result",
        """
A list of results is lowered. What else stands there becomes a task of its own:

    prepared = prepare()
    load("x", upstream_tasks=[prepared])
""",
    ),
    obstacle(
        "FLC213",
        "unmapped stands where nothing is mapped",
        """
`unmapped(x)` takes one value, and says in a `.map` call that each run gets the whole of
x. Anywhere else it says nothing: leave it out.

    load([unmapped(path)])             # built by its own Python
    load.map(paths, unmapped(mode))    # lowered
""",
    ),
    obstacle(
        "FLC214",
        "a task is passed without being called",
        """
Prefect calls such a task without arguments, at that place. A call that is written is
lowered, and shows the reader what runs:

    save(load)                         # built by its own Python
    save(load())                       # lowered
""",
    ),
    obstacle(
        "FLC215",
        "a Parameter that flowc can't read",
        """
A Parameter with a name, and maybe default, `required` and tags, is lowered:

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
        "set_upstream or set_downstream is used in another way",
        """
`a.set_upstream(b)` makes a wait for b; `a.set_downstream(b)` makes b wait for a. A
Parameter waits for nothing: Prefect refuses it, and so does flowc.

With a value instead of a result, or with `key=` or `mapped=`, this is a note: the
script builds the flow with its own Python. Lowered are plain results:

    b = load(a)                        # instead of b.set_upstream(a, key="path")
    c = save(b, upstream_tasks=[d])
""",
    ),
    obstacle(
        "FLC218",
        "a result can't be unpacked into names",
        """
The number of values that a task returns is only known in the run, unless the task says
it. Without that Prefect raises a TypeError when the flow is built, and so does the
script.

    @task(nout=2)
    def split(text):
        return text[:1], text[1:]

    head, tail = split("abc")
""",
    ),
    obstacle(
        "FLC219",
        "tasks in a comprehension, a lambda or a conditional expression",
        """
How often a call inside such an expression happens is not seen without running it. A map
says the same, and runs in chunks:

    results = [load(name) for name in names]       # built by its own Python
    results = load.map(names)                      # lowered
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
    obstacle(
        "FLC222",
        "a flow is opened again, or is given to something that is no plain name",
        """
A flow with one block and one variable is lowered. Write all calls in one block:

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
