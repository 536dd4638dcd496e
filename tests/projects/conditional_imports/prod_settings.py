TARGET = "warehouse"


def connect():
    raise RuntimeError("no warehouse here")
