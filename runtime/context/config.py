"""`prefect.config`: what the environment sets of it, and the usual defaults."""

import datetime
import os
from typing import Any

from .context import DotDict, dotted
from .prefect_environment import literal_or_text

DEFAULTS = {
    "debug": False,
    "home_dir": "~/.prefect",
    "backend": "cloud",
    "server": {
        "host": "http://localhost",
        "port": 4200,
        "endpoint": "http://localhost:4200",
        "ui": {"endpoint": "http://localhost:8080"},
    },
    "cloud": {
        "endpoint": "https://api.prefect.io",
        "use_local_secrets": True,
        "heartbeat_interval": 30.0,
        "heartbeat_mode": "process",
        "request_timeout": 15,
        "send_flow_run_logs": True,
        "api_key": "",
        "tenant_id": "",
        "agent": {"name": "agent", "labels": [], "level": "INFO", "auth_token": ""},
    },
    "logging": {
        "level": "INFO",
        "format": "[%(asctime)s] %(levelname)s - %(name)s | %(message)s",
        "log_attributes": [],
        "datefmt": "%Y-%m-%d %H:%M:%S%z",
        "extra_loggers": [],
    },
    "flows": {
        "eager_edge_validation": False,
        "run_on_schedule": True,
        "checkpointing": False,
        "defaults": {"storage": {"default_class": "prefect.storage.Local"}},
    },
    "tasks": {"defaults": {"max_retries": 0, "retry_delay": None, "timeout": None}},
    "engine": {
        "executor": {
            "default_class": "prefect.executors.LocalExecutor",
            "dask": {
                "address": "",
                "cluster_class": "distributed.deploy.local.LocalCluster",
            },
        },
        "flow_runner": {"default_class": "prefect.engine.flow_runner.FlowRunner"},
        "task_runner": {"default_class": "prefect.engine.task_runner.TaskRunner"},
    },
}


def config_of_environment() -> DotDict:
    """The defaults, with the variables PREFECT__SECTION__KEY over them."""
    found = dotted(DEFAULTS)
    found.home_dir = expanded(found.home_dir)
    for variable, text in sorted(os.environ.items()):
        if variable.startswith("PREFECT__"):
            *sections, name = config_path(variable[len("PREFECT__") :])
            place = found
            for section in sections:
                if not isinstance(place.get(section), dict):
                    place[section] = DotDict()
                place = place[section]
            place[name] = dotted(literal_or_text(expanded(text)))
    api = getattr(found.get(found.backend), "endpoint", found.cloud.endpoint)
    found.cloud.setdefault("api", api)
    found.cloud.setdefault("graphql", f"{found.cloud.api}/graphql")
    set_task_defaults(found.tasks.defaults)
    result: DotDict = found
    return result


def config_path(name: str) -> list[str]:
    """The keys of a variable without its prefix: in lower case, but for secrets."""
    if name.upper().startswith("CONTEXT__SECRETS"):
        return name.replace("CONTEXT__SECRETS", "context__secrets").split("__")
    return name.lower().split("__")


def expanded(text: str) -> str:
    """A text with the variables and the home folder that it names put in."""
    for _ in range(10):
        before, text = text, os.path.expanduser(os.path.expandvars(text))
        if text == before:
            break
    return text


def set_task_defaults(defaults: DotDict) -> None:
    """Give the defaults of tasks their types, as Prefect does."""
    delay = defaults.retry_delay
    defaults.max_retries = defaults.max_retries or 0
    if delay is False:
        defaults.retry_delay = None
    elif isinstance(delay, int):
        defaults.retry_delay = datetime.timedelta(seconds=delay)
    if defaults.timeout is False:
        defaults.timeout = None


class PrefectConfig:
    """What stands for `prefect.config`: read anew from the environment each time."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(config_of_environment(), name)

    def __getitem__(self, name: str) -> Any:
        return config_of_environment()[name]

    def __contains__(self, name: object) -> bool:
        return name in config_of_environment()

    def __iter__(self) -> Any:
        return iter(config_of_environment())

    def get(self, name: str, default: Any = None) -> Any:
        return config_of_environment().get(name, default)

    def __reduce__(self) -> Any:
        return PrefectConfig, ()
