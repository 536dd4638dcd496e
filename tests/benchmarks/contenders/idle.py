"""A client that is connected and does nothing: the base of memory and start-up."""

from clock import Work, connect, contend


def idle(size: int, address: str) -> Work:
    client = connect(address)
    return lambda: bool(client)


def submit(size: int, address: str) -> Work:
    """One empty task, there and back."""
    client = connect(address)
    return lambda: client.submit(int).result()


contend({"idle": idle, "submit": submit})
