"""Which names of Prefect's results, secrets and task library have a stand-in."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from ..ir.binding import KEY_FUNCTIONS

# By the runtime's name: the modules that a symbol can be imported from, over Prefect
# 0.x and 1.x. `a:b` means that the symbol is called `b` there.
_RESULT = ("prefect.engine.result", "prefect.engine.result.base")
_HANDLERS = "prefect.engine.result_handlers"
_CACHES = ("prefect.engine.cache_validators",)
_SERIALIZERS = ("prefect.engine.serializers",)
_SECRETS = ("prefect.tasks.secrets", "prefect.tasks.secrets.base")
_TEMPLATES = "prefect.tasks.templates"
_NOTICES = (
    "prefect.utilities.notifications",
    "prefect.utilities.notifications.notifications",
)
_SQLITE = ("prefect.tasks.database", "prefect.tasks.database.sqlite")


_KV = ("prefect.backend", "prefect.backend.kv_store")
# What puts artifacts into the report: the runtime's name by Prefect's.
_ARTIFACTS = {
    "create_link_artifact": "put_link",
    "create_markdown_artifact": "put_markdown",
    "update_link_artifact": "replace_link",
    "update_markdown_artifact": "replace_markdown",
    "delete_artifact": "take_back_artifact",
}


def _artifacts(name: str) -> tuple[str, ...]:
    """The homes of a function for artifacts, the first with a shorter name for it."""
    spelt = name if name == "delete_artifact" else name.removesuffix("_artifact")
    homes = ("prefect.backend", "prefect.backend.artifacts")
    return f"prefect.artifacts:{spelt}", *(f"{home}:{name}" for home in homes)


def _results(module: str) -> tuple[str, ...]:
    return "prefect.engine.results", f"prefect.engine.results.{module}_result"


def _handlers(module: str) -> tuple[str, ...]:
    return _HANDLERS, f"{_HANDLERS}.{module}result_handler"


_HOMES: Mapping[str, tuple[str, ...]] = {
    "Result": _RESULT,
    "ResultNotImplementedError": _RESULT[1:],
    "LocalResult": _results("local"),
    "PrefectResult": _results("prefect"),
    "ConstantResult": _results("constant"),
    "SecretResult": _results("secret"),
    "S3Result": _results("s3"),
    "GCSResult": _results("gcs"),
    "AzureResult": _results("azure"),
    "ResultHandler": _handlers(""),
    "LocalResultHandler": _handlers("local_"),
    "JSONResultHandler": _handlers("json_"),
    "ConstantResultHandler": _handlers("constant_"),
    "SecretResultHandler": _handlers("secret_"),
    "S3ResultHandler": _handlers("s3_"),
    "GCSResultHandler": _handlers("gcs_"),
    "AzureResultHandler": _handlers("azure_"),
    "PandasResultHandler": _handlers("pandas_"),
    "Serializer": _SERIALIZERS,
    "PickleSerializer": _SERIALIZERS,
    "JSONSerializer": _SERIALIZERS,
    "DateTimeSerializer": _SERIALIZERS,
    "PandasSerializer": _SERIALIZERS,
    "CompressedSerializer": _SERIALIZERS,
    "never_use": _CACHES,
    "duration_only": _CACHES,
    "all_inputs": _CACHES,
    "all_parameters": _CACHES,
    "partial_inputs_only": _CACHES,
    "partial_parameters_only": _CACHES,
    "Secret": ("prefect.client", "prefect.client.secrets"),
    "SecretBase": _SECRETS,
    # Called Secret up to Prefect 0.12.
    "PrefectSecret": (
        *_SECRETS,
        "prefect.tasks.secrets:Secret",
        "prefect.tasks.secrets.base:Secret",
    ),
    "EnvVarSecret": ("prefect.tasks.secrets", "prefect.tasks.secrets.env_var"),
    "ShellTask": ("prefect.tasks.shell",),
    "StringFormatter": (_TEMPLATES, f"{_TEMPLATES}.strings"),
    "JinjaTemplate": (
        _TEMPLATES,
        f"{_TEMPLATES}.jinja2",
        f"{_TEMPLATES}:JinjaTemplateTask",
        f"{_TEMPLATES}.jinja2:JinjaTemplateTask",
    ),
    "SlackTask": (
        "prefect.tasks.notifications",
        "prefect.tasks.notifications.slack_task",
    ),
    "EmailTask": (
        "prefect.tasks.notifications",
        "prefect.tasks.notifications.email_task",
    ),
    "SQLiteQuery": (*_SQLITE, "prefect.tasks.database.sqlite:SQLiteQueryTask"),
    "SQLiteScript": (*_SQLITE, "prefect.tasks.database.sqlite:SQLiteScriptTask"),
    "callback_factory": _NOTICES,
    "slack_notifier": _NOTICES,
    "gmail_notifier": _NOTICES,
    "slack_message_formatter": _NOTICES,
    "prefect_logger": ("prefect.utilities.logging:get_logger",),
    "PrefectClient": (
        "prefect:Client",
        "prefect.client:Client",
        "prefect.client.client:Client",
    ),
    **dict.fromkeys(KEY_FUNCTIONS, _KV),
    **{own: _artifacts(name) for name, own in _ARTIFACTS.items()},
}


def _spellings() -> Iterator[tuple[str, str]]:
    for name, homes in _HOMES.items():
        for home in homes:
            module, _, spelt = home.partition(":")
            yield f"{module}.{spelt or name}", name


# The runtime's name of what stands for each dotted path into prefect.
STAND_INS: Mapping[str, str] = MappingProxyType(dict(_spellings()))

# Functions that the real Prefect has to answer, through `LibraryFunction(path)`.
REAL_FUNCTIONS = frozenset(
    f"prefect.utilities.{path}"
    for path in (
        "aws.get_boto_client",
        "gcp.get_google_client",
        "gcp.get_storage_client",
        "gcp.get_bigquery_client",
        "notifications.jira_notifier",
        "notifications.jira_notification.jira_notifier",
        "notifications.snowflake_logger",
        "notifications.notifications.snowflake_logger",
    )
)

# What the stand-in for `prefect.Client` answers.
CLIENT_METHODS = frozenset(
    {
        "set_flow_run_name",
        "set_task_run_name",
        "get_flow_run_info",
        "get_flow_run_state",
        "create_task_run_artifact",
        "update_task_run_artifact",
        "delete_task_run_artifact",
    }
)

_CLIENT = "do what it asks of the server by other means, in a task"
_FLOW_RUNS = "the report (--report) says how a run went"
_NOT_HERE = "run it where Prefect 1 is installed"

# What only a Prefect server can answer: the start of a dotted path, and what to do
# instead. Of several that fit, the longest counts.
SERVER_ONLY: Mapping[str, str] = MappingProxyType(
    {
        "prefect.client.client": _CLIENT,
        "prefect.utilities.graphql": _CLIENT,
        "prefect.api": _CLIENT,
        "prefect.backend": _FLOW_RUNS,
        "prefect.agent": _NOT_HERE,
        "prefect.cli": _NOT_HERE,
        "prefect.engine.cloud": _NOT_HERE,
    }
)


def server_advice(path: str) -> str | None:
    """What to do instead of a path that needs a server; None where it needs none."""
    while path:
        if path in SERVER_ONLY and path not in STAND_INS:
            return SERVER_ONLY[path]
        path = path.rpartition(".")[0]
    return None


def is_library(path: str) -> bool:
    """Whether a path is a class or function of the task library, for `library_task`.

    Control flow, Prefect's own core tasks and flow runs are not: they have stand-ins
    of their own.
    """
    parts = path.split(".")
    own = ("core", "control_flow", "prefect", "cloud")
    return parts[:2] == ["prefect", "tasks"] and len(parts) > 3 and parts[2] not in own
