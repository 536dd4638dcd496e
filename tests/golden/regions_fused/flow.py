from prefect import Flow, task, unmapped

TABLES = ["users", "orders"]


@task
def rows_of(table):
    return [f"{table} {number}" for number in range(40)]


@task
def clean(row):
    return row.strip()


@task
def sized(row, unit=1):
    return len(row) * unit


@task
def total(sizes):
    return sum(sizes)


def measured(rows, unit):
    """A helper that calls tasks."""
    cleaned = clean.map(rows)
    # in units
    sizes = sized.map(cleaned, unit=unmapped(unit))
    return total(sizes)


class Builder:
    unit = 3

    def build(self, name, tables):
        with Flow(name) as flow:
            for table in tables:
                rows = rows_of(table)
                total(sized.map(clean.map(rows)))
                measured(rows, self.unit)
            if len(tables) > 1:
                both = [measured(rows_of(table), 2) for table in tables]
                total(both)
        return flow


flow = Builder().build("fused in regions", TABLES)
