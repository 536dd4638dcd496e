"""terminal_state_handler may override the flow's state."""
from prefect import task, Flow
from prefect.engine.state import Success

def decide(flow, state, reference_states):
    failed = [s for s in reference_states if s.is_failed()]
    if len(failed) == 1:
        new = Success("overridden: one failure")
        new.result = state.result
        return new

@task
def inv(x):
    return 12 // x

with Flow("terminal-handler", terminal_state_handler=decide) as flow:
    inv(0)
    inv(3)
