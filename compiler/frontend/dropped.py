"""What a flow may be given that has no meaning for a script."""

DROPPED = {
    "storage": "the script is the whole flow, wherever it lies",
    "run_config": "the script runs where you start it",
    "environment": "the script runs where you start it",
    "register": "there is no Prefect server to register with",
    "deploy": "there is no Prefect server to deploy to",
    "visualize": "use `--visualize FILE` of the script",
    "validate": "flowc has checked the flow",
    "run_agent": "there is no Prefect server to work for",
    "serialize": "the script is the whole flow",
    "serialized_hash": "the script is the whole flow",
    "save": "the script is the whole flow",
    "diagnostics": "`--dry-run` of the script describes the flow",
    "project_name": "there is no Prefect server to register with",
}
# What Prefect reads of a Flow object; anything else is the source's own.
_ATTRIBUTES = frozenset(
    {
        *DROPPED,
        "name",
        "schedule",
        "executor",
        "tasks",
        "edges",
        "constants",
        "slugs",
        "reference_tasks",
        "state_handlers",
        "on_failure",
        "terminal_state_handler",
        "result",
        "result_handler",
        "logger",
    }
)

# The keywords of Prefect's Flow, over 0.x and 1.x.
FLOW_KEYWORDS = frozenset(
    {
        "name",
        "schedule",
        "executor",
        "environment",
        "run_config",
        "storage",
        "tasks",
        "edges",
        "reference_tasks",
        "state_handlers",
        "on_failure",
        "validate",
        "result",
        "result_handler",
        "terminal_state_handler",
    }
)


def is_dropped(name: str) -> bool:
    """Whether `flow.name` has no meaning here; an old environment's executor has."""
    return name.partition(".")[0] in DROPPED and not name.endswith(".executor")


def reason(name: str) -> str:
    return DROPPED[name.partition(".")[0]]


def is_own(name: str) -> bool:
    """Whether `flow.name = ...` is an attribute that only the source reads."""
    return name.partition(".")[0] not in _ATTRIBUTES
