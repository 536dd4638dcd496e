"""Generated flows end under flowc as the reference's semantics say, interpreted."""

import logging
from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import HealthCheck, assume, given, note, settings

from tests.property.compare import comparable, difference
from tests.property.compiled import run_compiled
from tests.property.generate import generate, programs
from tests.property.interpret import interpret
from tests.property.program import Program
from tests.property.render import IMPORTS, SHAPES, render, shown
from tests.property.states import NotCompared

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]
plainly = settings(
    max_examples=40,
    derandomize=True,
    deadline=None,
    database=None,
    suppress_health_check=SLOW,
)


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """Keep the errors of tasks that are meant to fail out of the log."""
    logger = logging.getLogger("prefect")
    before = logger.level, logger.propagate
    logger.setLevel(logging.CRITICAL)
    yield
    logger.setLevel(before[0])
    logger.propagate = before[1]


def check(program: Program) -> None:
    """Compare flowc with the interpretation; show the flow if they differ."""
    files = render(program)
    text = shown(files)
    note(text)
    try:
        expected = comparable(interpret(program))
    except NotCompared:
        assume(False)
    found = comparable(run_compiled(files, program.given))
    assert found == expected, f"{text}\n{difference(expected, found)}"


@given(programs())
@plainly
def test_flowc_agrees_with_the_interpretation(program: Program) -> None:
    check(program)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@given(programs())
@settings(plainly, max_examples=150)
def test_flowc_agrees_in_many_cases(program: Program) -> None:
    check(program)


def test_equal_seeds_make_equal_flows() -> None:
    for seed in range(20):
        assert generate(Random(seed)) == generate(Random(seed))


def test_other_flows_and_modules_are_generated() -> None:
    made = [generate(Random(seed)) for seed in range(100)]
    assert any(program.other for program in made)
    assert {program.module.form for program in made if program.module} >= {*IMPORTS}
    assert {program.shape for program in made} == {"plain", *SHAPES}
