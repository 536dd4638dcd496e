def started(name):
    return f"{name} has started"
