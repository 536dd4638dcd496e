from prefect import Flow, Parameter, task


@task
def inc(x, y=1):
    return x + y


with Flow("computing") as flow:
    a = inc(1)
    b = inc(2)
    inc(a + b)
    inc(a.real)
    inc(f"{a}")
    inc(len(a))
    c = [inc(n) for n in range(3)]
    inc(a if a else b)
    d = a.upper()
    a.attribute = 1
