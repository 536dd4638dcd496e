"""FLC3xx: settings, the program around the flow, schedules and executors.

FLC303 to FLC308 and FLC310 were of versions that cut the program.
"""

from .rule import Rule, error, note, warning

ROWS: tuple[Rule, ...] = (
    note(
        "FLC301",
        "a setting or a call has no effect in a script",
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
        "the flow is run inside its own block",
        """
Prefect refuses to run a flow while its block is still open, and so does flowc:

    with Flow("load") as flow:
        load()
        flow.run()             # not here
    flow.run()                 # but here
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
