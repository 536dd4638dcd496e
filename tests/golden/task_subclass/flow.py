import prefect
from prefect import Flow, Task, task
from prefect.utilities.tasks import defaults_from_attrs


class Load(Task):
    """Loads a table."""

    def __init__(self, table, limit=2, **kwargs):
        self.table = table
        self.limit = limit
        super().__init__(**kwargs)

    @defaults_from_attrs("limit")
    def run(self, limit=None):
        self.logger.info("loading %s", self.table)
        return [f"{self.table} {number}" for number in range(limit)]


class Count(prefect.Task):
    def run(self, rows):
        return len(rows)


@task
def add(x, y):
    return x + y


users = Load("users", name="load users", tags=["db"])
count = Count()

with Flow("subclasses") as flow:
    rows = users()
    orders = Load("orders", limit=3)(limit=4)
    add(count(rows), count(orders))
