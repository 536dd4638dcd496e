"""What to write instead of names of Prefect's that a script has nothing for."""

_STATES = "use a state or signal of Prefect 1.4.1"

# By dotted path: the longest that an unknown path starts with is taken.
_HELP = {
    "prefect": "flowc knows the names of Prefect 0.x and 1.x; the README lists them",
    "prefect.triggers": "use a trigger of Prefect 1.4.1, or a function of your own",
    "prefect.engine.signals": _STATES,
    "prefect.engine.state": _STATES,
    "prefect.engine.results": "use LocalResult, S3Result, GCSResult or AzureResult",
    "prefect.schedules": "use IntervalSchedule, CronSchedule or Schedule(clocks)",
    "prefect.schedules.clocks": "use IntervalClock, CronClock or DatesClock",
    "prefect.executors": "use LocalExecutor, LocalDaskExecutor or DaskExecutor",
    "prefect.engine.executors": "use LocalExecutor, LocalDaskExecutor or DaskExecutor",
    "prefect.flow": "this is Prefect 2 or later; flowc reads Prefect 0.x and 1.x",
}


def help_for(path: str) -> str:
    """The advice about a dotted path into prefect."""
    while path not in _HELP:
        path = path.rpartition(".")[0] or "prefect"
    return _HELP[path]
