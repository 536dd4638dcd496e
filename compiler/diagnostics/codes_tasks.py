"""FLC1xx: tasks."""

from .rule import Rule, error, warning

ROWS: tuple[Rule, ...] = (
    error(
        "FLC101",
        "a task's settings are given without their names",
        """
`@task(...)` takes keywords only. What stands there without a name would be taken for
the function itself.

    @task("load")              # not this
    @task(name="load")         # but this
""",
    ),
    error(
        "FLC102",
        "a task has a setting that is not supported yet",
        """
flowc compiles the settings name, slug, tags, max_retries, retry_delay, nout,
log_stdout, checkpoint, trigger and skip_on_upstream_skip. The others would be lost
in the script, so they are refused. Until they are compiled, do in the function what
the setting did:

    @task(on_failure=alert)        # not yet
    def load(path):
        return read(path)

    @task                          # instead
    def load(path):
        try:
            return read(path)
        except Exception as problem:
            alert(problem)
            raise
""",
    ),
    error(
        "FLC103",
        "max_retries and retry_delay are given one without the other",
        """
Prefect raises a ValueError for such a task when the file is imported. Give both, or
neither:

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
`*args` with the same words; positional-only arguments fail in it later, in the run.
`**kwargs` is fine.

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
itself. An argument of that name could never be given. Rename it.
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
        "FLC109",
        "a decorator stands above the task decorator",
        """
Decorators apply from the bottom up: what stands above `@task` gets a Task and not
the function, and what it returns is no task any more. Put `@task` on top; decorators
below it are carried into the script.

    @task
    @functools.lru_cache
    def load(path):
        ...
""",
    ),
    error(
        "FLC110",
        "two tasks have the same function name",
        """
The second definition hides the first. A flow that was written between the two would
use the first, everything else the second, and a script has room for one function of a
name. Rename one of them; `@task(name="...")` gives both the same name in reports.
""",
    ),
    error(
        "FLC111",
        "a task is used outside the flow block",
        """
In the script a task is a plain function that the flow's graph calls. Code that is
carried along (other tasks, helper functions) uses it as a Task object, which the
script does not have. Move what both need to a plain function:

    def clean(text):
        return text.strip()

    @task
    def clean_one(text):
        return clean(text)

    @task
    def clean_all(texts):
        return [clean(text) for text in texts]
""",
    ),
    error(
        "FLC112",
        "a trigger that flowc does not know",
        """
Compiled are the triggers of prefect.triggers but `manual_only` and `not_all_skipped`.
A function of your own as a trigger is not supported yet. Give the task the trigger
`all_finished` and let its body decide:

    @task(trigger=all_finished)
    def summary(results):
        good = [r for r in results if not isinstance(r, Exception)]
        ...
""",
    ),
    error(
        "FLC113",
        "a task is defined inside other code",
        """
flowc reads tasks that are functions at the top level of the file. One that is made in
a function, a class, a loop or under a condition may be another each time. Define it at
the top level, and give it what differs as an argument:

    def make(table):                   # not yet
        @task(name=table)
        def load():
            return read(table)
        return load

    @task                              # instead
    def load(table):
        return read(table)
""",
    ),
    error(
        "FLC114",
        "a task is made by calling the task function",
        """
A task is a function under `@task`. Wrapping a function or a lambda, or making a
decorator of one's own from `task`, is not compiled yet:

    double = task(lambda x: 2 * x)     # not yet

    @task                              # instead
    def double(x):
        return 2 * x
""",
    ),
)
