NAME = "second"
_calls = 0


def run(x):
    global _calls
    _calls += 1
    return f"{NAME} {x} {_calls}"
