from prefect import Flow, Parameter, task, unmapped


@task
def base():
    return [100, 200]


@task
def pick(x, table, place=0):
    return x + table[place]


@task
def listed(x, others):
    return [x, *others]


with Flow("unmapped") as flow:
    table = base()
    place = Parameter("place", default=1)
    picked = pick.map([1, 2, 3], unmapped(table), place=unmapped(place))
    plain = pick.map(picked, table=unmapped([5, 6]))
    listed.map(picked, unmapped(plain))
    listed.map(picked, others=unmapped([table, place]))
