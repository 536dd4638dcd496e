"""Tasks and resource managers of generated flows: bodies, troubles, settings."""

from typing import Any

from tests.property.draws import Draws
from tests.property.program import ManagerDef, TaskDef, Trouble

BODIES = {
    "number": 30,
    "spread": 22,
    "echo": 12,
    "word": 8,
    "flag": 8,
    "nest": 8,
    "pair": 8,
    "nothing": 3,
    "loop": 5,
}
RAISES = [
    "ValueError",
    "SKIP",
    "FAIL",
    "SUCCESS",
    "Odd",
    "ZeroDivisionError",
    "KeyError",
    "AssertionError",
    "TRIGGERFAIL",
    "VALIDATIONFAIL",
    "ENDRUN Failed",
    "ENDRUN Skipped",
    "ENDRUN Success",
]
TRIGGERS = [
    "all_finished",
    "always_run",
    "any_successful",
    "any_failed",
    "all_failed",
    "not_all_skipped",
    "all_successful",
    "some_failed(at_least=1)",
    "some_failed(at_most=0.5)",
    "some_failed(at_least=0.2, at_most=2)",
    "some_successful(at_least=1.0)",
    "some_successful(at_least=0.5)",
    "some_successful(at_least=1, at_most=2)",
    "some_successful(at_most=0.9)",
]
RESULTS: list[Any] = [None, 7, [1, 2, 3], "won", [[1], [2, 3]], 0]
TAGS = [["blue"], ["red", "blue"]]


def draw_task(draws: Draws, name: str, body: str | None = None) -> TaskDef:
    """Return a new task; with `body`, one whose body is of that kind."""
    body = body or draws.weighted(BODIES)
    params = ("x", "y", "z")[: draws.one([1, 1, 1, 2, 2, 0, 3])]
    optional = bool(params) and draws.chance(15)
    troubles = draw_troubles(draws, name, body) if draws.chance(45) else ()
    settings = draw_settings(draws, troubles)
    if body == "pair":
        settings["nout"] = 2
    form = "class" if draws.chance(10) else "function"
    number = draws.number(0, 3) + (body in ("loop", "nest"))
    said = tuple(settings.items())
    return TaskDef(name, params, body, number, troubles, optional, form, said)


def draw_troubles(draws: Draws, name: str, body: str) -> tuple[Trouble, ...]:
    """Return one or two things that the task raises."""
    tests = ["even", "value", "index", "early", "always"]
    tests += ["looped"] * 4 * (body == "loop")
    return tuple(
        Trouble(
            draws.one(tests),
            draws.number(0, 3),
            draws.one(RAISES),
            f"{name} says {words}",
            draws.one(RESULTS),
        )
        for words in ["no", "never"][: 1 + draws.chance(25)]
    )


def draw_settings(draws: Draws, troubles: tuple[Trouble, ...]) -> dict[str, Any]:
    """Return the keyword arguments of a task's declaration."""
    settings: dict[str, Any] = {}
    if draws.chance(30):
        settings["trigger"] = draws.one(TRIGGERS)
    if draws.chance(20):
        settings["skip_on_upstream_skip"] = False
    if draws.chance(60 if troubles else 8):
        settings["max_retries"] = draws.number(1, 3)
        settings["retry_delay"] = 0
        if draws.chance(20):
            settings["retry_on"] = draws.one(["ValueError", "Odd"])
    if draws.chance(8):
        settings["tags"] = draws.one(TAGS)
    if draws.chance(8):
        settings["name"] = draws.one(["renamed", "a task"])
    return settings


def draw_task_args(draws: Draws) -> tuple[tuple[str, Any], ...]:
    """Return what one call changes of its task."""
    changes: list[tuple[str, Any]] = [
        ("name", "other"),
        ("skip_on_upstream_skip", False),
        ("trigger", draws.one(TRIGGERS)),
    ]
    return tuple(draws.some(changes, 1, 2))


def draw_manager(draws: Draws, name: str) -> ManagerDef:
    """Return a resource manager; any of its steps may raise."""
    has_setup = draws.chance(80)
    steps = ["init", "cleanup", *["setup"] * has_setup]
    troubles = []
    for step in draws.some(steps, 0, 2) if draws.chance(40) else []:
        test = draws.one(["always", "even"]) if step == "init" else "always"
        raises = draws.one(["ValueError", "SKIP", "FAIL"])
        troubles.append((step, Trouble(test, 0, raises, f"{name} at {step}")))
    return ManagerDef(name, has_setup, tuple(troubles))
