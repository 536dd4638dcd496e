from prefect import Flow, task


@task
def rows():
    return [1, 2, 3]


def count(found):
    return len(found)


with Flow("values") as flow:
    found = rows()
    clean = found.dropna()
    columns = found.columns
    found["a"] = 1
    number = int(found)
    count(found)
    less = -found
