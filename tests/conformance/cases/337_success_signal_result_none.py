"""SUCCESS with result=None and SUCCESS without result, indexed and mapped downstream."""
from prefect import task, Flow
from prefect.engine.signals import SUCCESS

@task
def none():
    raise SUCCESS("nothing", result=None)

@task
def pages():
    raise SUCCESS("early", result=[1, 2])

@task
def show(x):
    return x

with Flow("success-result") as flow:
    show(none())
    p = pages()
    show.map(p)
    show(p[0])
