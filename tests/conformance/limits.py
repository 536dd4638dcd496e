"""Where scripts differ from Prefect on purpose, and what only one process can show."""

from dataclasses import dataclass
from typing import Any

ANYTHING = "(anything)"  # in place of what depends on which worker is quicker
ABSENT = None


@dataclass(frozen=True)
class Difference:
    """Why a case ends otherwise, and what is there instead: by slug, what differs.

    Under "flow" and "error" as in a summary; ABSENT: Prefect has it, flowc has not.
    For several runs a dict each.
    """

    reason: str
    instead: dict[str, Any] | tuple[dict[str, Any], ...]

    def of_run(self, n: int) -> dict[str, Any]:
        """What differs in the run number `n`."""
        return self.instead if isinstance(self.instead, dict) else self.instead[n]


def masked(*slugs: str) -> dict[str, Any]:
    return results(slugs, "'***'")


def secret(*slugs: str) -> Difference:
    return Difference("a secret task's own result is not shown", masked(*slugs))


def results(slugs: tuple[str, ...], text: str) -> dict[str, Any]:
    return {slug: {"result": text} for slug in slugs}


MADE_WHEN_ENDED = "a result's text is made when its task ends, not at the end of all"
FAILED = ("Failed", "Some reference tasks failed.")
MASKED = ValueError("invalid literal for int() with base 10: '***'")
PAUSED = (
    "The task paused, and nobody is there to approve: set FLOWC_APPROVE=gate-1 "
    "(or all) for the script."
)

# Wherever scripts run. docs/differences.md tells users of these.
DIFFERENT = {
    "026_mutable_passing": Difference(MADE_WHEN_ENDED, results(("make-1",), "[1]")),
    "065_pause_noninteractive": Difference(
        "a PAUSE that nobody can approve fails its task, not the program",
        {
            "error": ABSENT,
            "flow": FAILED,
            "gate-1": {
                "name": "gate",
                "state": "Failed",
                "message": PAUSED,
                "result": "PAUSE('approve?')",
            },
        },
    ),
    "090_map_over_dict": Difference(
        "mapping over a dict fails that task, not the whole flow",
        {
            "flow": FAILED,
            "give-1": {
                "name": "give",
                "state": "Success",
                "message": "Task run succeeded.",
                "result": "{'a': 1, 'b': 2}",
            },
            "inc-1": {
                "name": "inc",
                "state": "Failed",
                "message": "At least one upstream state has an unmappable result.",
                "result": "None",
            },
        },
    ),
    "125_resource_manager": Difference(
        MADE_WHEN_ENDED, results(("Res.setup-1",), "['db']")
    ),
    "133_retry_after_other_tasks": Difference(
        "a retry does not wait for tasks that have nothing to do with it",
        results(("flaky-1", "end-1"), "['flaky 1', 'flaky 2']"),
    ),
    "158_secrets_from_context": secret("TOKEN-1", "JSON-1", "FLOWC_SECRET-1"),
    "209_env_secret": secret("TOKEN-1", "PORT-1"),
    "365_env_var_secret": Difference(
        "neither a secret task's result is shown, nor a secret that an error tells",
        {
            **masked("FLOWC_USER-1", "FLOWC_PORT-1", "FLOWC_ABSENT-1"),
            "FLOWC_USER-2": {
                "message": f"Error during execution of task: {MASKED!r}",
                "result": repr(MASKED),
            },
        },
    ),
}

FRESH_GLOBALS = "each task gets the file's globals as they were when the run started"

# On several processes, over and above DIFFERENT; and never EVENTS, which are a global
# of the client.
ON_SEVERAL_PROCESSES = {
    "133_retry_after_other_tasks": Difference(
        "what other tasks left in a global is there where they ran in the same process",
        results(("flaky-1", "end-1"), ANYTHING),
    ),
    "144_cache_validators": Difference(
        FRESH_GLOBALS, ({}, results(("changing-1", "by_inputs-1"), "1"))
    ),
    "199_stateful_task_instance": Difference(
        "each attempt has its own copy of a task object, as under DaskExecutor",
        {
            "Counter-3": {
                "result": "[1, 1, 1]",
                "children": [
                    {
                        "state": "Success",
                        "message": "Task run succeeded.",
                        "result": "1",
                    }
                ]
                * 3,
            }
        },
    ),
    "210_cache_hit_after_failed_upstream": Difference(
        FRESH_GLOBALS,
        (
            {},
            {
                "flow": ("Success", "All reference tasks succeeded."),
                "gate-1": {
                    "state": "Success",
                    "message": "Task run succeeded.",
                    "result": "None",
                },
                "costly-1": {
                    "state": "Cached",
                    "message": "Task run succeeded.",
                    "result": "5",
                },
            },
        ),
    ),
    "360_cache_mapped_and_validators": Difference(
        FRESH_GLOBALS, ({}, results(("changing-1",), "100"))
    ),
    "361_cache_custom_validator": Difference(
        FRESH_GLOBALS,
        (
            {},
            results(("tick-1",), "1"),
            {
                **results(("tick-1",), "1"),
                **results(("f-1",), "('made at', 1)"),
            },
        ),
    ),
}
