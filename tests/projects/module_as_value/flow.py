from prefect import Flow, task

from plugins import ALL, first


def described(plugin, x):
    return plugin.NAME, plugin.run(x)


@task
def run_all(x):
    return [described(plugin, x) for plugin in ALL]


@task
def run_one(x):
    return described(first, x)


with Flow("modules as values") as flow:
    run_all(1)
    run_one(2)
