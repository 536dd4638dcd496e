from prefect import task, Flow


@task
def double(x):
    return 2 * x


@task
def triple(x):
    return 3 * x


@task
def pair(x, y):
    return x + y


@task(name="sum")
def sum_up(numbers):
    return sum(numbers)


with Flow("diamond") as flow:
    doubles = double.map(range(10))
    triples = triple.map(range(10))
    pairs = pair.map(doubles, triples)
    total = sum_up(pairs)


if __name__ == "__main__":
    flow.run()
