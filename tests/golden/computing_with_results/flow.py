from prefect import Flow, Parameter, task


@task
def numbers(x):
    return [x, x + 1, 2 * x]


@task
def show(*, text, flag=None):
    return f"{text} {flag}"


with Flow("computing") as flow:
    x = Parameter("x", default=4)
    found = numbers(x)
    total = found[0] + found[1] * 2
    rest = (total - x) / 2
    large = (total > 10) & (rest < 100)
    kind = "even" if total.name == "Add" else "odd"
    show(text=rest, flag=large)
    show(text=f"x is {x.name}", flag=kind)
