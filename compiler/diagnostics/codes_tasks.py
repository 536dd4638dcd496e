"""FLC1xx: tasks."""

from .codes_lowering import obstacle
from .rule import Rule, error, warning

ROWS: tuple[Rule, ...] = (
    error(
        "FLC101",
        "a task's settings are given without their names",
        """
`@task(...)` takes keywords only. What stands there without a name would be taken for
the function itself, and Prefect fails when the file is imported.

    @task("load")              # not this
    @task(name="load")         # but this

`@task(**settings)` is no mistake. It hides what the task is given, so that the script
builds the flow with its own Python.
""",
    ),
    obstacle(
        "FLC102",
        "a setting of a task that flowc can't read",
        """
flowc lowers tasks with every setting of Prefect 1, and a `slug` that is a literal. It
can't tell what another keyword, or a computed slug, would do.

    @task(slug=PREFIX + "load")    # built by its own Python
    @task(slug="nightly-load")     # lowered
""",
    ),
    error(
        "FLC103",
        "max_retries, retry_delay or retry_on without the others",
        """
Prefect raises a ValueError for such a task when the file is imported. Give both
max_retries and retry_delay, or neither; retry_on needs max_retries:

    @task(max_retries=3, retry_delay=datetime.timedelta(seconds=10))
    def load(path):
        ...
""",
    ),
    warning(
        "FLC104",
        "retry_delay is a number",
        """
The delay between the tries of a task is a `datetime.timedelta`; a bare number says
nothing of its unit.

    retry_delay=10                                   # not this
    retry_delay=datetime.timedelta(seconds=10)       # but this
""",
    ),
    error(
        "FLC105",
        "tags is one string",
        """
A task's tags are a list of strings. A single string would be taken apart into its
letters, which is why Prefect refuses it too.

    @task(tags="etl")          # not this
    @task(tags=["etl"])        # but this
""",
    ),
    error(
        "FLC106",
        "a task takes a variable number of positional arguments",
        """
A task's arguments are bound by their names, so each has to have one. Prefect refuses
`*args` too; positional-only arguments fail in it later, in the run. `**kwargs` is fine.

    @task
    def total(*numbers):       # not this
        return sum(numbers)

    @task
    def total(numbers):        # but this, called as total([a, b, c])
        return sum(numbers)
""",
    ),
    error(
        "FLC107",
        "a task's argument has a name that is reserved",
        """
`upstream_tasks`, `mapped`, `task_args` and `flow` are keywords of the call of a task
itself. An argument of that name could never be given, and Prefect refuses it. Rename
it.
""",
    ),
    error(
        "FLC108",
        "a task is an async function",
        """
The result of an async function is a coroutine that nobody awaits. Prefect 1 does not
run such tasks either. Run the coroutine in a plain function:

    @task
    def fetch(url):
        return asyncio.run(fetch_page(url))
""",
    ),
    obstacle(
        "FLC109",
        "a decorator stands above the task decorator",
        """
Decorators apply from the bottom up: what stands above `@task` gets a Task and not
the function, and may return anything. Put `@task` on top where the decorator is meant
for the function:

    @task
    @functools.lru_cache
    def load(path):
        ...
""",
    ),
    obstacle(
        "FLC110",
        "the name of a task is given to something else as well",
        """
The second definition hides the first. Which one a call means depends on where it
stands, so that the flow is not lowered. Rename one of them; `@task(name="...")` gives
both the same name in reports.
""",
    ),
    obstacle(
        "FLC112",
        "a task has a trigger of the user's own",
        """
A trigger that is a function of the file's gets the states of the tasks before it by
their edges. Flows with Prefect's own triggers are lowered:

    @task(trigger=any_failed)
    def clean_up():
        ...
""",
    ),
    obstacle(
        "FLC113",
        "a task is defined inside other code",
        """
A task that is made in a function, a class, a loop or under a condition may be another
each time. To have the flow lowered, define it at the top level, and give it what
differs as an argument:

    def make(table):                   # built by its own Python
        @task(name=table)
        def load():
            return read(table)
        return load

    @task                              # lowered
    def load(table):
        return read(table)
""",
    ),
    obstacle(
        "FLC114",
        "a task is made by calling the task function",
        """
What `task(...)` makes of a function, a lambda or a class is found out by calling it. A
function under `@task` is lowered:

    double = task(lambda x: 2 * x)     # built by its own Python

    @task                              # lowered
    def double(x):
        return 2 * x
""",
    ),
    error(
        "FLC115",
        "a trigger is no function",
        """
Prefect calls the trigger with the states of the tasks before. A text can't be called,
so the task fails in each run; a call of a trigger that needs the states fails at once.

    @task(trigger="all_finished")      # not this
    @task(trigger=all_finished())      # nor this

    from prefect.triggers import all_finished

    @task(trigger=all_finished)        # but this
""",
    ),
)
