from prefect import Flow, task


@task
def rows():
    return [1, 2, 3]


@task
def use(x):
    return x


@task(nout=2)
def pair(x):
    return x, x


def each(found):
    for row in found:
        use(row)


with Flow("iterating") as flow:
    found = rows()
    for row in found:
        use(row)
    each(found)
    use([use(row) for row in rows()])
    use(*rows())
    use(list(found))
    first, second = found
    first, second = pair.map(found)
    first, second, third = pair(1)
    left, right = pair(2)
    for part in pair(3):
        use(part)
