"""Cache validators: when a cached result may serve again."""

import datetime
import itertools
import json
import subprocess
from typing import Any

import cloudpickle
import pytest
from flowc.runtime.policies.cache_validators import (
    CacheRule,
    all_inputs,
    all_parameters,
    duration_only,
    hashes_of,
    never_use,
    partial_inputs_only,
    partial_parameters_only,
)
from flowc.runtime.states.states import Cached

from tests.support.places import require_python

NOW = datetime.datetime.now(datetime.timezone.utc)
HOUR = datetime.timedelta(hours=1)
ALWAYS = [
    duration_only,
    all_inputs,
    all_parameters,
    partial_inputs_only(),
    partial_parameters_only(),
    partial_inputs_only(["x"]),
    partial_parameters_only(["p"]),
]


def cached(expires: Any = NOW + HOUR, **named: Any) -> Cached:
    return Cached(
        cached_result_expiration=expires,
        cached_parameters={"p": 1, "q": 2},
        hashed_inputs=hashes_of({"x": 1, "y": [2]}),
    )


@pytest.mark.parametrize("rule", ALWAYS)
def test_every_rule_respects_the_expiration(rule: CacheRule) -> None:
    inputs, parameters = {"x": 1, "y": [2]}, {"p": 1, "q": 2}
    assert rule(cached(), inputs, parameters)
    assert rule(cached(expires=None), inputs, parameters)
    assert not rule(cached(expires=NOW - HOUR), inputs, parameters)


def test_never() -> None:
    assert not never_use(cached(), {"x": 1, "y": [2]}, {"p": 1, "q": 2})


def test_inputs() -> None:
    assert not all_inputs(cached(), {"x": 1, "y": [3]}, {})
    assert not all_inputs(cached(), {"x": 1}, {})
    assert partial_inputs_only(["x"])(cached(), {"x": 1, "y": [3]}, {})
    assert not partial_inputs_only(["y"])(cached(), {"x": 1, "y": [3]}, {})
    assert partial_inputs_only([])(cached(), {}, {})


def test_inputs_that_were_not_hashed() -> None:
    class Held:
        value = 1

    state = Cached(cached_inputs={"x": Held(), "y": 2})
    assert all_inputs(state, {"x": 1, "y": 2}, {})
    assert not all_inputs(state, {"x": 1, "y": 3}, {})
    assert partial_inputs_only(["x"])(state, {"x": 1, "y": 3}, {})


def test_parameters() -> None:
    assert not all_parameters(cached(), {}, {"p": 1})
    assert partial_parameters_only(["p"])(cached(), {}, {"p": 1, "q": 5})
    assert not partial_parameters_only(["q"])(cached(), {}, {"p": 1, "q": 5})
    nothing: Any = None
    assert not partial_parameters_only(["q"])(cached(), {}, nothing)
    assert partial_parameters_only()(Cached(), nothing, nothing)


def test_names_may_come_from_an_iterator_and_rules_travel() -> None:
    rule = cloudpickle.loads(cloudpickle.dumps(partial_inputs_only(iter(["x"]))))
    assert rule(cached(), {"x": 1}, {}) and rule(cached(), {"x": 1}, {})


# The real validators, called with every combination of a few inputs and parameters.
ORACLE = """
import json, sys, itertools, pendulum
from dask.base import tokenize
from prefect.engine import cache_validators as c
from prefect.engine.state import Cached
rules = [c.never_use, c.duration_only, c.all_inputs, c.all_parameters,
  c.partial_inputs_only(["x"]), c.partial_inputs_only(),
  c.partial_parameters_only(["p"]), c.partial_parameters_only()]
inputs, parameters = json.loads(sys.argv[1])
rows = []
for hours, i, j in itertools.product((-1, 1), inputs, parameters):
    state = Cached(cached_result_expiration=pendulum.now("utc").add(hours=hours),
      cached_parameters=parameters[0],
      hashed_inputs={k: tokenize(v) for k, v in inputs[0].items()})
    rows.append([bool(rule(state, i, j)) for rule in rules])
print(json.dumps(rows))
"""


@pytest.mark.environment
@pytest.mark.slow
def test_all_combinations_are_as_in_prefect() -> None:
    python = require_python("oracle")
    inputs: list[dict[str, Any]] = [
        {"x": 1, "y": "a"},
        {"x": 1, "y": "b"},
        {"x": 2},
        {},
    ]
    parameters: list[dict[str, Any]] = [{"p": 1, "q": 2}, {"p": 1}, {"p": 2, "q": 2}]
    done = subprocess.run(
        [python, "-c", ORACLE, json.dumps([inputs, parameters])],
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    rules = [
        never_use,
        duration_only,
        all_inputs,
        all_parameters,
        partial_inputs_only(["x"]),
        partial_inputs_only(),
        partial_parameters_only(["p"]),
        partial_parameters_only(),
    ]
    rows = []
    for hours, now, given in itertools.product((-1, 1), inputs, parameters):
        state = Cached(
            cached_result_expiration=NOW + hours * HOUR,
            cached_parameters=parameters[0],
            hashed_inputs=hashes_of(inputs[0]),
        )
        rows.append([rule(state, now, given) for rule in rules])
    assert rows == json.loads(done.stdout.splitlines()[-1])
