from prefect import Flow, Parameter, resource_manager, task


@resource_manager
class Connection:
    """A connection that is closed whatever happens."""

    def __init__(self, address, retries=1):
        self.address = address
        self.retries = retries

    def __repr__(self):
        return f"Connection({self.address!r}, {self.retries})"

    def setup(self):
        return {"address": self.address, "open": True}

    def cleanup(self, connection):
        print("closing", connection["address"])


@task
def fetch(connection, table):
    return f"{table} from {connection['address']}"


@task
def count(rows):
    return len(rows)


with Flow("resources") as flow:
    address = Parameter("address", default="db")
    with Connection(address, retries=2) as connection:
        rows = fetch(connection, "users")
        fetch.map([connection], ["orders"])
    count(rows)
