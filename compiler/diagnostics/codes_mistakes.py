"""FLC226 to FLC233: plain mistakes, wherever the project makes them."""

from .rule import Rule, error, warning

_MAY = """
This is a warning where the code may not run: under a condition, in a `try`, in a
function that nothing calls while the flow is built.
"""

ROWS: tuple[Rule, ...] = (
    error(
        "FLC226",
        "a name that nothing defines",
        f"""
Neither the module nor Python has such a name, so that its code raises a NameError. It
may be a slip, or an import that is missing:

    with Flow("load") as flow:
        lod("x")                       # undefined name `lod`; did you mean `load`?
{_MAY}
The body of a task runs with the flow, and that task fails then.
""",
    ),
    error(
        "FLC227",
        "a task is called where there is no flow",
        f"""
The call of a task, and an operator on a result, make a task of a flow: the one whose
block they stand in. Prefect raises a ValueError elsewhere.

    rows = load("x")                   # not here

    with Flow("load") as flow:
        rows = load("x")               # but here

`load.run("x")` runs the task's function at once, without a flow. Inside a task it is a
warning: that task fails in the run.
{_MAY}""",
    ),
    error(
        "FLC228",
        "a cron text that is not valid",
        """
The text has five fields, or six with seconds at the end: minute, hour, day of the
month, month, day of the week. Prefect raises a ValueError when the schedule is made.

    CronSchedule("0 25 * * *")         # not this: there is no hour 25
    CronSchedule("0 23 * * mon-fri")   # but this
""",
    ),
    error(
        "FLC229",
        "an interval that is not valid",
        """
An interval is a `datetime.timedelta` of more than nothing. Prefect raises a ValueError
or a TypeError when the schedule is made.

    IntervalSchedule(interval=timedelta(seconds=0))    # not this
    IntervalSchedule(interval=60)                      # nor this
    IntervalSchedule(interval=timedelta(seconds=60))   # but this
""",
    ),
    error(
        "FLC230",
        "a result is iterated while the flow is built",
        f"""
Only the run knows how many items a task returns, and which. Prefect raises a TypeError.
A map makes a run for each item; a task that returns a fixed number of values says so.

    for row in rows():                 # not this
        load(row)

    load.map(rows())                   # but this

The same holds for `list(rows())`, `*rows()`, `sum(rows())`, comprehensions, `x in
rows()`: do it inside a task.
{_MAY}""",
    ),
    error(
        "FLC231",
        "a result can't be unpacked into so many names",
        f"""
A task that returns a fixed number of values says so with `nout`, or by its annotation
`-> Tuple[int, str]`. The result of a map is one list of all runs' results, whatever the
task says. Prefect raises a TypeError or a ValueError.

    @task(nout=2)
    def split(text):
        return text[:1], text[1:]

    @task
    def first(pair):
        return pair[0]

    head, tail = split("abc")
    heads = first.map(split.map(texts))
{_MAY}""",
    ),
    error(
        "FLC232",
        "a result does not have what is asked of it",
        f"""
While the flow is built, a result is a task object, whose value only the run knows.
Attributes, methods, `len()`, `int()` and operators that Prefect gives no meaning raise
an error. Do it inside a task:

    rows = load("x").dropna()          # not this

    @task
    def clean(rows):
        return rows.dropna()

    rows = clean(load("x"))            # but this
{_MAY}""",
    ),
    warning(
        "FLC233",
        "a plain function is given a result",
        """
A function that is no task runs at once, while the flow is built, and gets a task object
in place of the result. What it does with it goes wrong, without a word or with an
error. Where it raises an error, flowc refuses it.

    def save(rows):                    # @task was forgotten
        json.dump(rows, file)

    with Flow("load") as flow:
        save(load("x"))

A function that only calls tasks, or passes the result on, is fine.
""",
    ),
)
