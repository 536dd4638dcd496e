from prefect.engine.state import Failed, Success

SAID = []


def say(text):
    SAID.append(text)


def on_change(task, old, new):
    if new.is_finished():
        say(f"{task.name} {type(new).__name__}")


def forgiving(obj, old, new):
    """Failures are no failures."""
    if isinstance(new, Failed):
        return Success(f"forgiven: {new.message}", result=len(SAID))
    return new


def when_failed(task, state):
    say(f"{task.name}: {state.message[-12:]}")
