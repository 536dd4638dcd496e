"""Tasks that fill in templates."""

import sys

import pytest
from flowc.runtime.context.context import context_entered
from flowc.runtime.library.templates import JinjaTemplate, StringFormatter


def test_formats_take_arguments_and_the_context() -> None:
    with context_entered({"flow_name": "f", "parameters": {"p": 1}}):
        task = StringFormatter(template="{name} in {flow_name}: {parameters[p]}")
        assert task.run(name="me") == "me in f: 1"
        assert task.run(template="{flow_name}", flow_name="mine") == "mine"
    with pytest.raises(KeyError, match="flow_name"):
        task.run(name="me")
    assert StringFormatter().run() == "" and task.name == "StringFormatter"


def test_jinja() -> None:
    pytest.importorskip("jinja2")
    with context_entered({"flow_name": "f"}):
        task = JinjaTemplate(
            template="{% for x in xs %}{{ x }}{% endfor %}{{flow_name}}"
        )
        assert task.run(xs=[1, 2]) == "12f"
        assert task.run(template="{{ gone }}.") == "."


def test_without_jinja_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    with pytest.raises(ImportError, match="pip install jinja2 on the workers"):
        JinjaTemplate("x").run()
