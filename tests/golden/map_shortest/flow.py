from prefect import Flow, task


@task
def three():
    return [1, 2, 3]


@task
def add(x, y, z=0):
    return x + y + z


with Flow("shortest") as flow:
    xs = three()
    two = add.map([10, 20], xs)
    both = add.map(range(5), range(4))
    every = add.map(xs, both, z=two)
    none = add.map(xs, [])
