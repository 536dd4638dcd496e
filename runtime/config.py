"""`prefect.config`: what the environment sets of it, and the defaults that scripts use."""

import os
from typing import Any

from .context import DotDict, dotted
from .surroundings import literal_or_text

DEFAULTS = {
    "backend": "server",
    "flows": {"checkpointing": False, "run_on_schedule": True},
    "tasks": {"defaults": {"max_retries": 0, "retry_delay": None, "timeout": None}},
    "logging": {"level": "INFO", "extra_loggers": []},
    "cloud": {"use_local_secrets": True},
    "engine": {},
    "context": {"secrets": {}},
    "home_dir": os.path.join(os.path.expanduser("~"), ".prefect"),
}


def config_of_environment() -> DotDict:
    """The defaults, with the variables PREFECT__SECTION__KEY over them."""
    found = dotted(DEFAULTS)
    for variable, text in sorted(os.environ.items()):
        if variable.startswith("PREFECT__") and "SECRETS" not in variable:
            *sections, name = variable.lower()[len("PREFECT__") :].split("__")
            place = found
            for section in sections:
                if not isinstance(place.get(section), dict):
                    place[section] = DotDict()
                place = place[section]
            place[name] = literal_or_text(text)
    result: DotDict = found
    return result


class PrefectConfig:
    """What stands for `prefect.config`: read anew from the environment each time."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(config_of_environment(), name)

    def __getitem__(self, name: str) -> Any:
        return config_of_environment()[name]

    def get(self, name: str, default: Any = None) -> Any:
        return config_of_environment().get(name, default)

    def __reduce__(self) -> Any:
        return PrefectConfig, ()
