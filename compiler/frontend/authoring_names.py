"""What the runtime has for each name of Prefect's that flows are written with."""

from collections.abc import Iterator, Mapping

_OPERATORS = (
    "Add",
    "Sub",
    "Mul",
    "Div",
    "FloorDiv",
    "Mod",
    "Pow",
    "And",
    "Or",
    "Not",
    "Equal",
    "NotEqual",
    "GreaterThan",
    "GreaterThanOrEqual",
    "LessThan",
    "LessThanOrEqual",
    "GetItem",
    "GetAttr",
)
_COLLECTIONS = ("List", "Tuple", "Set", "Dict", "VarArgsTask")
_RESOURCES = (
    "ResourceManager",
    "ResourceContext",
    "ResourceInitTask",
    "ResourceSetupTask",
    "ResourceCleanupTask",
    "resource_cleanup_trigger",
)
_TASKS = "prefect.utilities.tasks"
_EDGES = ("prefect", "prefect.utilities.edges", _TASKS, "prefect.utilities.mapping")
_CONTROL = "prefect.tasks.control_flow"
_CONDITIONAL = (_CONTROL, f"{_CONTROL}.conditional")
_CORE = "prefect.tasks.core"

# The runtime's name, Prefect's if it is another, and the modules that have it in some
# version from 0.x to 1.4.
_HOMES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        "Task",
        "Task",
        (
            "prefect",
            "prefect.core",
            "prefect.core.task",
            "prefect.core.flow",
            "prefect.core.parameter",
            "prefect.tasks",
        ),
    ),
    ("Flow", "Flow", ("prefect", "prefect.core", "prefect.core.flow")),
    ("FlowRunner", "FlowRunner", ("prefect.engine", "prefect.engine.flow_runner")),
    ("Edge", "Edge", ("prefect.core", "prefect.core.edge", "prefect.core.flow")),
    (
        "Parameter",
        "Parameter",
        (
            "prefect",
            "prefect.core",
            "prefect.core.parameter",
            "prefect.core.task",
            "prefect.core.flow",
        ),
    ),
    ("DateTimeParameter", "DateTimeParameter", ("prefect.core.parameter",)),
    ("as_task", "task", ("prefect", _TASKS)),
    ("as_task_value", "as_task", (_TASKS,)),
    ("tag_block", "tags", ("prefect", _TASKS)),
    ("apply_mapped", "apply_map", ("prefect", _TASKS)),
    ("attribute_defaults", "defaults_from_attrs", (_TASKS,)),
    ("pause_until_resumed", "pause_task", (_TASKS,)),
    ("MappedArgument", "mapped", _EDGES),
    ("Unmapped", "unmapped", _EDGES),
    ("Flattened", "flatten", _EDGES),
    ("EdgeAnnotation", "EdgeAnnotation", ("prefect.utilities.edges",)),
    ("CaseBlock", "case", ("prefect", _CONTROL, f"{_CONTROL}.case")),
    ("switch_tasks", "switch", _CONDITIONAL),
    ("ifelse_tasks", "ifelse", _CONDITIONAL),
    ("merge_tasks", "merge", _CONDITIONAL),
    ("Merge", "Merge", (f"{_CONTROL}.conditional",)),
    (
        "CompareValue",
        "CompareValue",
        (f"{_CONTROL}.conditional", f"{_CONTROL}.case"),
    ),
    ("FilterTask", "FilterTask", (_CONTROL, f"{_CONTROL}.filter")),
    ("FunctionTask", "FunctionTask", (f"{_CORE}.function",)),
    ("Constant", "Constant", (f"{_CORE}.constants",)),
    *((name, name, (f"{_CORE}.collections",)) for name in _COLLECTIONS),
    *((name, name, (f"{_CORE}.operators",)) for name in _OPERATORS),
    (
        "resource_manager_of",
        "resource_manager",
        ("prefect", f"{_CORE}.resource_manager"),
    ),
    *((name, name, (f"{_CORE}.resource_manager",)) for name in _RESOURCES),
)


def _stand_ins() -> Iterator[tuple[str, str]]:
    for name, spelt, homes in _HOMES:
        for home in homes:
            yield f"{home}.{spelt}", name


# The dotted path into prefect, and the class or function of the runtime in its place.
# `prefect.tasks.control_flow.case` is both the block and the module that has it.
STAND_INS: Mapping[str, str] = dict(_stand_ins())
