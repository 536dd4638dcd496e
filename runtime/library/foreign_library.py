"""`LibraryTask`: classes of Prefect's task library, run where the real ones are."""

import contextlib
import importlib
import inspect
import logging
from collections.abc import Iterator
from typing import Any

from ..authoring.tasks import Task
from ..context.context import context_values
from .library_signals import own_signal

LIBRARY_VERSION = "1.4.1"
# The extras that bring what a part of the library imports; most are named alike.
LIBRARY_EXTRAS = (
    *("airtable", "aws", "azure", "azureml", "cubejs", "databricks", "dremio"),
    *("dropbox", "exasol", "firebolt", "gcp", "github", "google", "gsheets", "jira"),
    *("jupyter", "kafka", "kubernetes", "mysql", "neo4j", "postgres", "prometheus"),
    *("redis", "rss", "sendgrid", "sftp", "snowflake", "sodaspark", "sodasql"),
    *("spacy", "sql_server", "templates", "toloka", "transform", "twitter"),
)
OTHER_EXTRAS = {
    "PushbulletTask": "pushbullet",
    "RunGreatExpectationsValidation": "ge",
    "VaultSecret": "vault",
    "jira_notifier": "jira",
    "snowflake_logger": "snowflake",
}
# Classes whose results are secrets.
LIBRARY_SECRETS = (
    "AWSParametersManager",
    "AWSSecretsManager",
    "GCPSecret",
    "KubernetesSecret",
    "VaultSecret",
)
# What the real context must not get from ours.
OWN_CONTEXT = ("config", "logger", "flow", "caches")


class LibraryTask(Task):
    """A task whose `run` is that of a class of Prefect's library.

    That class is imported, made with the same arguments, and run when the task runs;
    where it cannot be imported the task fails and says what to install.
    """

    library_path = ""
    # Whether the report shows the result as '***'.
    secret = False

    def __init__(self, *given: Any, **named: Any) -> None:
        settings = inspect.signature(Task.__init__).parameters
        self.library_given = given
        # A name may be the real class's own argument as well.
        self.library_named = {
            name: item
            for name, item in named.items()
            if name not in settings or name == "name"
        }
        super().__init__(**{k: v for k, v in named.items() if k in settings})
        if self.secret:
            self.checkpoint = False

    def __getattr__(self, name: str) -> Any:
        """What the real object would have taken over from its arguments."""
        found = vars(self).get("library_named", {})
        if name in found:
            return found[name]
        raise AttributeError(f"{type(self).__name__!r} has no attribute {name!r}")

    def bind(self, *values: Any, **named: Any) -> Any:
        if values:
            named = {**named_by_position(self.library_path, values), **named}
        return super().bind(**named)

    def run(self, **named: Any) -> Any:
        real = real_object(self.library_path)
        with real_context(), signals_translated():
            if inspect.isclass(real):
                real = real(*self.library_given, **self.library_named)
            return real.run(**named)


class LibraryFunction:
    """Stands for a function of Prefect's that is imported when it is called."""

    def __init__(self, path: str) -> None:
        self.library_path = path

    def __call__(self, *given: Any, **named: Any) -> Any:
        real = real_object(self.library_path)
        with real_context(), signals_translated():
            return real(*given, **named)


def library_task(path: str) -> Any:
    """What stands for a name of Prefect's task library: a class of tasks, or where
    the name is a function's, a task.

    `path` is dotted: "prefect.tasks.aws.S3Download".
    """
    name = path.rpartition(".")[2]
    values = {"library_path": path, "secret": name in LIBRARY_SECRETS}
    metaclass: Any = type(LibraryTask)
    kind = metaclass(name, (LibraryTask,), values)
    return kind() if name[0].islower() else kind


def real_object(path: str) -> Any:
    """Import the class or function that a path names; ImportError says what it
    takes."""
    home, _, name = path.rpartition(".")
    logger = logging.getLogger("prefect")
    handlers = list(logger.handlers)
    try:
        return getattr(importlib.import_module(home), name)
    except (ImportError, AttributeError) as error:
        raise ImportError(missing_object_text(path, error)) from error
    finally:
        if handlers:  # the real prefect adds its own
            logger.handlers[:] = handlers


def missing_object_text(path: str, error: Exception) -> str:
    part, name = path.split(".")[2], path.rpartition(".")[2]
    extra = OTHER_EXTRAS.get(name, part if part in LIBRARY_EXTRAS else "")
    needed = f"prefect[{extra}]" if extra else "prefect"
    return (
        f"{name} needs the package prefect with what it imports: pip install "
        f"'{needed}=={LIBRARY_VERSION}' on the workers ({error})"
    )


def real_context() -> Any:
    """A context manager: the real `prefect.context` with the values of ours."""
    values = {k: v for k, v in context_values().items() if k not in OWN_CONTEXT}
    return importlib.import_module("prefect").context(values)


@contextlib.contextmanager
def signals_translated() -> Iterator[None]:
    """Raise our signals in place of the real Prefect's."""
    try:
        yield
    except BaseException as error:
        signal = own_signal(error)
        if signal is None:
            raise
        raise signal from error


def named_by_position(path: str, values: tuple[Any, ...]) -> dict[str, Any]:
    """Positional arguments of a call by their names, which the real class knows."""
    try:
        signature = inspect.signature(real_object(path).run)
    except ImportError:
        name = path.rpartition(".")[2]
        raise TypeError(
            f"{name} is called with arguments by position, and their names are only "
            f"known where prefect is installed: write {name}(...)(name=value)"
        ) from None
    this = () if "self" not in signature.parameters else (None,)
    found = dict(signature.bind_partial(*this, *values).arguments)
    found.pop("self", None)
    return found
