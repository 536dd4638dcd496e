TARGET = "memory"


def connect():
    return {"target": TARGET}
