"""What to write instead of the parts of Prefect that flowc does not compile."""

_LIBRARY = "write a task of your own that calls the library"
_SECRET = "read the secret from an environment variable in the task"
_SERVER = "a script has no Prefect server; call what the other flow does in a task"

# By dotted path: the longest that an unsupported path starts with is taken.
_HELP = {
    "prefect": "flowc compiles what the README lists",
    "prefect.context": 'use logging.getLogger("name") for logs, and a Parameter or an '
    "argument for what the body reads from the context",
    "prefect.utilities.logging": 'use logging.getLogger("name")',
    "prefect.utilities.logging.get_logger": 'use logging.getLogger("name")',
    "prefect.config": "read the setting from an environment variable or a Parameter",
    "prefect.case": "compute the condition in a task that does both branches",
    "prefect.tasks.control_flow": "decide inside a task",
    "prefect.tasks.control_flow.case": "compute the condition in a task that does both "
    "branches",
    "prefect.tasks.control_flow.filter": "filter the list inside a task",
    "prefect.mapped": "call the task's .map, with unmapped(...) for what is not mapped",
    "prefect.apply_map": "map each task by itself: a = f.map(xs); b = g.map(a)",
    "prefect.flatten": "flatten the list in a task of its own before mapping over it",
    "prefect.utilities.edges.flatten": "flatten the list in a task of its own before "
    "mapping over it",
    "prefect.Task": "write the task as a function with @task",
    "prefect.core.task.Task": "write the task as a function with @task",
    "prefect.tags": "give each task its tags: @task(tags=[...])",
    "prefect.resource_manager": "open and close the resource in the tasks that need it",
    "prefect.tasks.core.resource_manager": "open and close the resource in the tasks "
    "that need it",
    "prefect.Parameter": "make the Parameter in the flow block, or at module level",
    "prefect.core.parameter": "use a Parameter, and parse its value in a task",
    "prefect.Flow": "write the flow as `with Flow(...) as flow:` at module level",
    "prefect.engine.signals": "raise an exception to fail; return a value to succeed",
    "prefect.engine.state": "return plain values and raise exceptions",
    "prefect.engine.results": "write the result where you need it in the task itself",
    "prefect.triggers": "use one of the triggers that the README lists",
    "prefect.schedules": "use an IntervalSchedule, or start the script with --once "
    "from cron",
    "prefect.schedules.clocks": "use an IntervalSchedule instead of clocks",
    "prefect.executors": "use LocalExecutor, LocalDaskExecutor or DaskExecutor",
    "prefect.engine.executors": "use LocalExecutor, LocalDaskExecutor or DaskExecutor",
    "prefect.client": _SERVER,
    "prefect.Client": _SERVER,
    "prefect.client.Secret": _SECRET,
    "prefect.client.secrets": _SECRET,
    "prefect.backend": _SERVER,
    "prefect.tasks": _LIBRARY,
    "prefect.tasks.prefect": _SERVER,
    "prefect.tasks.secrets": _SECRET,
    "prefect.storage": "the script needs no storage; leave it out",
    "prefect.run_configs": "the script runs where you start it; leave it out",
    "prefect.flow": "this is Prefect 2 or later; flowc reads Prefect 0.x and 1.x",
}


def help_for(path: str) -> str:
    """The advice about a dotted path into prefect."""
    while path not in _HELP:
        path = path.rpartition(".")[0] or "prefect"
    return _HELP[path]
