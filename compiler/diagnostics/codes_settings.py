"""FLC3xx: settings, entry code, schedules and executors."""

from .codes_lowering import obstacle
from .rule import Rule, error, note, warning

ROWS: tuple[Rule, ...] = (
    note(
        "FLC301",
        "a setting has no meaning for a script and is left out",
        """
Storage, run configurations, registration and the like tell a Prefect server and its
agents where a flow lies and where it runs. The script is the whole flow, and runs where
you start it:

    python out.py --address tcp://scheduler:8786
    python out.py --visualize flow.png
""",
    ),
    error(
        "FLC302",
        "a setting or method of the flow that the script has no data for",
        """
Schedule, executor and `flow.run(...)` are data of the script. What else is done to a
flow (state handlers, reference tasks, `add_task`, `update`, ...) is done by the flow's
own Python when the script builds it; then this is a note. Such a flow is not lowered:
its maps are not fused, and `flowc graph` shows its statements instead of its tasks.

It is an error to run the flow inside its own block, as in Prefect:

    with Flow("load") as flow:
        load()
        flow.run()             # not here
    flow.run()                 # but here
""",
    ),
    note(
        "FLC303",
        "a statement of the file is left out",
        """
The script carries what the flow, its schedule, its executor and its parameters depend
on, and what is done with the state of `flow.run()`. Other statements that the file runs
when it is started (prints, logging set-up behind the flow) are not part of the flow. If
the flow does need what the statement does, put it in a task, or in front of the flow
block.
""",
    ),
    note(
        "FLC304",
        "the file's own command line is left out",
        """
The script has a command line of its own. What the file read from its arguments is given
as Parameters of the flow:

    python flow.py --path x.csv                  # the file
    python out.py --param path='"x.csv"'         # the script
    python out.py --param-file values.json
    python out.py --help
""",
    ),
    note(
        "FLC305",
        "a function uses the flow and is not called",
        """
Functions that run or configure the flow count where they are called at the file's top
level or under `if __name__ == "__main__":`. This one is not called there, and other
files may call it. The script has its own ways to run the flow: `python out.py --help`,
and `run(parameters=...)` for those who import it.
""",
    ),
    warning(
        "FLC306",
        "the flow is run more than once",
        """
The file calls `flow.run(...)` several times. The script runs the flow once, in the
first of these ways. Start it again for the second run, with its own parameters:

    python out.py --param day=1
    python out.py --param day=2
""",
    ),
    warning(
        "FLC307",
        "a setting depends on the file's own command line",
        """
The schedule, the executor or the parameters are made from what the file reads from its
command line, which the script does not have. They are left out. The script has options
for each: `--address` and `--local`, `--once` and `--schedule`, `--param NAME=JSON`.
""",
    ),
    warning(
        "FLC308",
        "what a compound statement does with the flow is left out",
        """
A condition, loop or `try` at the file's top level uses the flow, for instance runs it
under a condition. The script runs the flow when it is started, and its options say how.
Set the schedule and the executor in plain statements:

    if os.environ.get("ENV") == "prod":          # left out
        flow.executor = DaskExecutor("tcp://prod:8786")

    flow.executor = DaskExecutor(                # kept
        os.environ.get("SCHEDULER", "tcp://prod:8786")
    )
""",
    ),
    obstacle(
        "FLC309",
        "a task is changed outside the flow block",
        """
Code around the flow block sets an attribute of a task or of a result, or an edge
between two. A flow is lowered whose tasks are settled where they are defined, and whose
edges are in the block:

    load.max_retries = 3                                   # built by its own Python

    @task(max_retries=3, retry_delay=timedelta(minutes=1)) # lowered
    def load(path):
        ...
""",
    ),
    error(
        "FLC310",
        "the flow is built with an argument that nothing gives",
        """
The function that makes the flow takes an argument without a default, and the file does
not call it with a value that the script could know. Give it a default, or let the run
give it:

    def main(env="dev"):
        with Flow("load") as flow:
            load(env)

    with Flow("load") as flow:
        load(Parameter("env", default="dev"))
""",
    ),
    obstacle(
        "FLC311",
        "a decorator below @task may change what the task takes",
        """
Prefect takes a task's name, its arguments and the number of its results from what
`@task` is given: of a function with a decorator below that, from what the decorator
returns. flowc knows a decorator of the project that returns its function, or one that
has `functools.wraps`:

    def timed(function):
        @functools.wraps(function)
        def call(*args, **kwargs):
            with timer():
                return function(*args, **kwargs)
        return call

What any other one returns is known when the script runs.
""",
    ),
    warning(
        "FLC312",
        "key-value pairs are kept in a file",
        """
Prefect Cloud kept what `set_key_value` was given for later runs. A script keeps it in
the JSON file that FLOWC_KV names, on the machine where the script is started:

    FLOWC_KV=state/pairs.json python out.py

Tasks on a cluster read and change the pairs of that file too: they see what it held
when the run began, and what tasks of the run have changed since. Without FLOWC_KV a
task that asks for a pair fails, and says so.
""",
    ),
    error(
        "FLC313",
        "a secret is read while the flow is built",
        """
Prefect refuses `Secret("X").get()` inside a flow block: the value would be part of the
flow. Let a task read it when the flow runs:

    with Flow("load") as flow:
        load(password=PrefectSecret("DB"))

    @task
    def load():
        password = Secret("DB").get()

A helper that the block calls and that reads a secret ends the script when it builds
the flow.
""",
    ),
    warning(
        "FLC314",
        "a name of Dask's world that no longer exists",
        """
The script imports this from a package of Dask's, and today's releases of the package do
not have it: the executor, or the task, fails. Either install a release of its time
where the script runs, along with a Dask of that time, or write what replaces it:

    DaskExecutor(
        cluster_class="dask_kubernetes.operator.KubeCluster",
        cluster_kwargs={"name": "nightly", "image": "registry/flows:latest"},
    )
    DaskExecutor(cluster_class="dask_cloudprovider.aws.FargateCluster")

Or leave the executor out and name a cluster that runs: `python out.py --address URL`.
""",
    ),
)
