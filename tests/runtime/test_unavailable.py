"""What stands for the parts of Prefect that only a server can answer."""

import pickle
from collections.abc import Iterator

import pytest
from flowc.runtime.context.context import context_entered
from flowc.runtime.server.unavailable import Unavailable


@pytest.fixture
def in_a_task() -> Iterator[None]:
    with context_entered({"task_slug": "ask-1"}):
        yield


@pytest.mark.usefixtures("in_a_task")
def test_whatever_is_called_says_why_not() -> None:
    client = Unavailable("prefect.Client", "do it in a task")
    with pytest.raises(RuntimeError) as caught:
        client()
    assert str(caught.value) == (
        "prefect.Client cannot be used: it needs a Prefect server, and this script "
        "runs without one; do it in a task"
    )
    with pytest.raises(RuntimeError, match=r"prefect\.Client\.graphql\.x cannot"):
        client.graphql.x("query")
    for use in (lambda: client["a"], lambda: list(client), lambda: client.__enter__()):
        with pytest.raises(RuntimeError, match="cannot be used"):
            use()


@pytest.mark.usefixtures("in_a_task")
def test_it_can_be_looked_at_and_travels() -> None:
    client = Unavailable("prefect.Client", "a", "b")
    there = pickle.loads(pickle.dumps(client.x))
    with pytest.raises(RuntimeError, match=r"prefect\.Client\.x cannot be used: b; a$"):
        there()
    assert repr(there) == "<prefect.Client.x, not available>"
    assert not isinstance(3, client)  # type: ignore[arg-type]
    assert not hasattr(client, "__fspath__")


def test_what_is_asked_while_a_script_is_imported_fails_where_it_is_used() -> None:
    answer = Unavailable("prefect.backend.get_key_value", "keep it in a file")("key")
    assert repr(answer) == "<prefect.backend.get_key_value(...), not available>"
    with pytest.raises(RuntimeError, match=r"get_key_value\(\.\.\.\) cannot be used"):
        answer["x"]
