"""Reads task definitions: the decorator's keywords and the function's signature."""

from collections.abc import Iterator, Mapping

import libcst as cst

from .decorators import ORIGINALLY, called_in, opaque_decorator
from .findings import Findings
from .module import Argument, Signature, TaskDef
from .names import Names
from .syntax import literal, text_of

RESERVED = frozenset({"upstream_tasks", "mapped", "task_args", "flow"})
KEYWORDS = frozenset(
    {
        "name",
        "slug",
        "tags",
        "max_retries",
        "retry_delay",
        "retry_on",
        "timeout",
        "nout",
        "log_stdout",
        "checkpoint",
        "result",
        "target",
        "cache_for",
        "cache_validator",
        "cache_key",
        "state_handlers",
        "task_run_name",
        "on_failure",
        "trigger",
        "skip_on_upstream_skip",
    }
)
# Of a task whose calls are checked when the flow is built.
ANY_SIGNATURE = Signature((), any_keyword=True, flawed=True)

# Of Prefect 0.x.
OTHER_KEYWORDS = frozenset({"result_handler", "cache_name"})


def task_decorator(node: cst.CSTNode, names: Names) -> cst.Decorator | None:
    """The decorator that makes a function a task, if it has one."""
    if not isinstance(node, cst.FunctionDef):
        return None
    for decorator in node.decorators:
        if names.symbol(called_in(decorator.decorator)) == "task":
            return decorator
    return None


def read_task(
    node: cst.FunctionDef,
    decorator: cst.Decorator,
    names: Names,
    functions: Mapping[str, cst.FunctionDef],
    findings: Findings,
) -> TaskDef:
    """Read a task's definition, checking what Prefect checks when it is made.

    `functions` are the module's, among which its other decorators may be.
    """
    keywords = dict(_keywords(decorator, findings))
    _check_retries(keywords, decorator, findings)
    if node.asynchronous is not None and decorator is node.decorators[-1]:
        message = f"task {node.name.value} is an async function"
        help = "write a plain function that calls asyncio.run(...)"
        findings.say("FLC108", message, node.name, help=help)
    signature, returns = ANY_SIGNATURE, None
    if opaque_decorator(node, decorator, functions, names) is None:
        signature, returns = read_signature(node, findings), results_of(node.returns)
    title = title_of(node, names)
    name = node.name.value
    return TaskDef(name, title, node, decorator, signature, keywords, returns)


def title_of(node: cst.FunctionDef, names: Names) -> str:
    """What a function is called in its own module, which is its task's name."""
    for decorator in node.decorators:
        call = decorator.decorator
        if isinstance(call, cst.Call) and names.path(call.func) == ORIGINALLY:
            return str(literal(call.args[0].value))
    return node.name.value


def results_of(returns: cst.Annotation | None) -> int | None:
    """How many results `-> Tuple[int, str]` promises; None where it does not say."""
    note = returns.annotation if returns is not None else None
    if not isinstance(note, cst.Subscript):
        return None
    if text_of(note.value) not in ("tuple", "Tuple", "typing.Tuple", "t.Tuple"):
        return None
    texts = [text_of(element.slice) for element in note.slice]
    return None if "..." in texts or texts == ["()"] else len(texts)


def _keywords(
    decorator: cst.Decorator, findings: Findings
) -> Iterator[tuple[str, cst.BaseExpression]]:
    call = decorator.decorator
    for arg in call.args if isinstance(call, cst.Call) else ():
        if arg.keyword is None:
            if not arg.star:
                message = "a task's settings are given as keywords"
                help = "write @task(name=...)"
                findings.say("FLC101", message, arg, help=help)
        elif arg.keyword.value not in KEYWORDS:
            word = arg.keyword.value
            if word not in OTHER_KEYWORDS:
                message = f"the task keyword {word}"
                help = f"Prefect knows {', '.join(sorted(KEYWORDS))}"
                findings.say("FLC102", message, arg, help=help)
        else:
            yield arg.keyword.value, arg.value


def _check_retries(
    keywords: dict[str, cst.BaseExpression],
    decorator: cst.Decorator,
    findings: Findings,
) -> None:
    """The checks that Prefect makes when the task is made (2.3)."""
    retries = literal(keywords.get("max_retries"))
    if isinstance(retries, int) and retries > 0 and "retry_delay" not in keywords:
        message = "a task with max_retries needs a retry_delay"
        help = "add retry_delay=datetime.timedelta(seconds=...)"
        findings.say("FLC103", message, decorator, help=help)
    none = "max_retries" not in keywords or retries in (0, None)
    if "retry_delay" in keywords and none:
        message = "a task with retry_delay needs max_retries"
        findings.say("FLC103", message, decorator, help="add max_retries=...")
    if "retry_on" in keywords and none:
        message = "A number of `max_retries` must be provided if `retry_on` is set."
        findings.say("FLC103", message, decorator, help="add max_retries=...")
    if isinstance(literal(keywords.get("retry_delay")), (int, float)):
        node = keywords["retry_delay"]
        help = f"write datetime.timedelta(seconds={text_of(node)})"
        message = "retry_delay takes a timedelta: a retry would fail"
        findings.say("FLC104", message, node, help=help, mild=True)
    if isinstance(literal(keywords.get("tags")), str):
        node = keywords["tags"]
        message = "tags takes a list of strings, not a string"
        findings.say("FLC105", message, node, help=f"write [{text_of(node)}]")


def read_signature(node: cst.FunctionDef, findings: Findings) -> Signature:
    """Read a function's parameters, refusing those that no task may have (2.2)."""
    params = node.params
    before = len(findings.found)
    name = node.name.value
    if isinstance(params.star_arg, cst.Param):
        message = f"task {name} takes *{params.star_arg.name.value}"
        help = "Prefect tasks can't; take one list instead"
        findings.say("FLC106", message, params.star_arg, help=help)
    for param in params.posonly_params:
        message = f"task {name} has the positional-only argument {param.name.value}"
        findings.say("FLC106", message, param, help="remove the `/`")
    found = [_argument(param, False) for param in params.params]
    found += [_argument(param, True) for param in params.kwonly_params]
    for param in (*params.params, *params.kwonly_params):
        if param.name.value in RESERVED:
            message = (
                "Tasks cannot have the following argument names: "
                f"{param.name.value}. These are reserved keyword arguments."
            )
            findings.say("FLC107", message, param, help="rename the argument")
    flawed = len(findings.found) > before
    return Signature(tuple(found), params.star_kwarg is not None, flawed)


def _argument(param: cst.Param, keyword_only: bool) -> Argument:
    return Argument(param.name.value, param.default is not None, keyword_only)
