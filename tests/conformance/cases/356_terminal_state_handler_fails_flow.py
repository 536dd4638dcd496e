"""A terminal_state_handler that turns success into failure."""
from prefect import task, Flow
from prefect.engine.state import Failed

def strict(flow, state, reference_states):
    if any(s.is_skipped() for s in reference_states):
        return Failed("skips are not allowed", result=state.result)
    return state

@task
def f(x):
    from prefect.engine.signals import SKIP
    raise SKIP("s")

with Flow("terminal-strict", terminal_state_handler=strict) as flow:
    f(1)
