"""FLC1xx: tasks."""

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

`@task(**settings)` is no mistake.
""",
    ),
    error(
        "FLC102",
        "a setting that tasks don't have",
        """
Prefect 1 raises a TypeError for a keyword of `@task` that it does not know. Those of a
later Prefect are such ones:

    @task(retries=3)                                   # Prefect 2
    @task(max_retries=3, retry_delay=timedelta(seconds=10))
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
