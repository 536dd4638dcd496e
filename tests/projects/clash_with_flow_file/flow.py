from prefect import Flow, task

from tasks import extract, main

NAME = "flow file"


def helper(x):
    return x + "!"


@task(name="transform")
def transform(found):
    return helper(NAME), found


with Flow("clashing") as flow:
    rows = extract()
    rows = transform(rows)
    main(rows)
