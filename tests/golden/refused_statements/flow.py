from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


with Flow("statements") as flow:
    for n in range(3):
        inc(n)
    a = inc(1)
    if a:
        inc(2)
    while inc(a):
        break
    with open("file") as file:
        inc(file)

    def local(x):
        return inc(x)

    a += 1
    return_value = inc(1); del a
