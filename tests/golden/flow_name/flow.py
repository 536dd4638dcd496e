from prefect import task, Flow


@task(name='a "task"\n\\ <b>{{ x }}{% end %}')
def odd(x):
    return x


with Flow("""the "flow"'s
name \\ {{ title }} {# c #} %s ünï""") as flow:
    odd.map(odd.map([1, 2]))
    odd("{{ x }}")
