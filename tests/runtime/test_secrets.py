"""Secrets: where they come from, and the tasks that give them."""

import cloudpickle
import pytest
from flowc.runtime.authoring.flows import Flow
from flowc.runtime.context.context import context_entered
from flowc.runtime.library.secret_tasks import EnvVarSecret, PrefectSecret, SecretBase
from flowc.runtime.library.secrets import Secret
from flowc.runtime.results.results import SecretResult


@pytest.mark.parametrize(
    ("stored", "value"),
    [
        ("plain", "plain"),
        ('{"a": 1}', {"a": 1}),
        ("42", 42),
        (42, 42),
        ({"a": 1}, {"a": 1}),
        (None, None),
    ],
)
def test_secrets_of_the_context_are_read_as_json(stored: object, value: object) -> None:
    with context_entered({"secrets": {"X": stored}}):
        assert Secret("X").exists() and Secret("X").get() == value
        assert PrefectSecret("X").run() == value


def test_secrets_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT__CONTEXT__SECRETS__Api_Key", "from the environment")
    assert Secret("Api_Key").get() == "from the environment"
    with context_entered({"secrets": {"Api_Key": "from the context"}}):
        assert Secret("Api_Key").get() == "from the context"
    with context_entered({"secrets": None}):
        assert Secret("Api_Key").get() == "from the environment"


def test_a_missing_secret_is_named() -> None:
    assert not Secret("none").exists()
    with pytest.raises(ValueError, match='Local Secret "none" was not found'):
        Secret("none").get()
    with pytest.raises(ValueError, match='Local Secret "none" was not found'):
        PrefectSecret("none").run()


def test_a_secret_task_runs_with_another_name() -> None:
    with context_entered({"secrets": {"a": 1, "b": 2}}):
        task = PrefectSecret("a")
        assert (task.name, task.run(), task.run("b"), task.run(name="b")) == (
            "a",
            1,
            2,
            2,
        )
    with pytest.raises(ValueError, match="A secret name must be provided"):
        PrefectSecret().run()
    assert PrefectSecret().name == "PrefectSecret"


def test_environment_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FLOWC_SECRET", "5")
    assert EnvVarSecret("FLOWC_SECRET").run() == "5"
    assert EnvVarSecret("FLOWC_SECRET", cast=int).run() == 5
    assert EnvVarSecret("FLOWC_NONE", cast=int).run() is None
    assert EnvVarSecret("FLOWC_NONE").run("FLOWC_SECRET") == "5"
    strict = EnvVarSecret(name="FLOWC_NONE", raise_if_missing=True, max_retries=0)
    with pytest.raises(ValueError, match="Environment variable not set: FLOWC_NONE"):
        strict.run()
    with pytest.raises(ValueError, match="A secret name must be provided"):
        EnvVarSecret().run()


def test_secret_tasks_are_never_stored_and_travel() -> None:
    class Vault(SecretBase):
        def run(self) -> str:
            return "hidden"

    for task in (PrefectSecret("x"), EnvVarSecret("x", checkpoint=True), Vault()):
        assert task.secret and task.checkpoint is False
        assert isinstance(task.result, SecretResult)
        there = cloudpickle.loads(cloudpickle.dumps(task))
        assert there.name == task.name and there.result.secret_task is there
    with pytest.raises(ValueError, match="not configurable"):
        PrefectSecret("x", result=SecretResult(Vault()))
    assert Vault(result=None).run() == "hidden"


def test_no_secret_is_read_while_a_flow_is_built() -> None:
    with context_entered({"secrets": {"X": "1"}}), Flow("f"):
        assert Secret("X").exists()
        for read in (Secret("X").get, PrefectSecret("X").run):
            with pytest.raises(ValueError, match="only be retrieved during a Flow run"):
                read()
