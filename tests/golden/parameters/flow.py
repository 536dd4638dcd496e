import os.path

from prefect import Flow, Parameter, task

HOME = "/data"
shared = Parameter("shared", default=[1, 2])


@task
def show(*, value):
    return value


with Flow("parameters") as flow:
    needed = Parameter("needed")
    maybe = Parameter("maybe", required=False)
    where = Parameter("where", default=os.path.join(HOME, "in"))
    named = Parameter(name="a name with spaces", default=None)
    show(value=needed)
    show(value=maybe)
    show(value=where)
    show(value=named)
    show(value=[shared, shared])
    given = Parameter("given", default=0)
    show(value=given)


if __name__ == "__main__":
    flow.run(parameters={"needed": HOME}, given=3)
