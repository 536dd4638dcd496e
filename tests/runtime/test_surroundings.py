"""What Prefect's environment variables say."""

import os

import pytest
from flowc.runtime.context.prefect_environment import (
    context_of_environment,
    prefect_log_level,
    runs_on_schedule,
)
from flowc.runtime.program.session import merged_context


@pytest.fixture(autouse=True)
def no_variables(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("PREFECT__"):
            monkeypatch.delenv(name)


def test_context(monkeypatch: pytest.MonkeyPatch) -> None:
    assert context_of_environment() == {}
    monkeypatch.setenv("PREFECT__CONTEXT__PARAMETERS__N", "41")
    monkeypatch.setenv("PREFECT__CONTEXT__REGION", "eu")
    monkeypatch.setenv("PREFECT__CONTEXT__FLAG", "TRUE")
    monkeypatch.setenv("PREFECT__CONTEXT__LIST", "[1, 'a']")
    monkeypatch.setenv("PREFECT__CONTEXT__SECRETS__API_Key", '{"user": "u"}')
    assert context_of_environment() == {
        "parameters": {"n": 41},
        "region": "eu",
        "flag": True,
        "list": [1, "a"],
        "secrets": {"API_Key": {"user": "u"}},
    }


def test_given_context_is_stronger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PREFECT__CONTEXT__SECRETS__A", "env")
    monkeypatch.setenv("PREFECT__CONTEXT__SECRETS__B", "env")
    monkeypatch.setenv("PREFECT__CONTEXT__C", "env")
    assert merged_context({"secrets": {"A": "given"}, "C": 1, "d": None}) == {
        "secrets": {"A": "given", "B": "env"},
        "c": "env",
        "C": 1,
        "d": None,
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [(None, True), ("true", True), ("false", False), ("FALSE", False), ("0", False)],
)
def test_run_on_schedule(
    text: str | None, value: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if text is not None:
        monkeypatch.setenv("PREFECT__FLOWS__RUN_ON_SCHEDULE", text)
    assert runs_on_schedule() is value


def test_log_level(monkeypatch: pytest.MonkeyPatch) -> None:
    assert prefect_log_level() == "INFO"
    monkeypatch.setenv("PREFECT__LOGGING__LEVEL", "debug")
    assert prefect_log_level() == "DEBUG"
