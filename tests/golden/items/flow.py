from prefect import Flow, Parameter, task


@task
def table():
    return {"rows": [{"id": 3}, {"id": 5}], "name": "users"}


@task
def inc(x, y=1):
    return x + y


KEY = "rows"

with Flow("items") as flow:
    config = Parameter("config", default={"step": 10, "tables": ["users"]})
    found = table()
    rows = found[KEY]
    inc(rows[0]["id"], config["step"])
    inc.map([1, 2], y=rows[-1]["id"])
    inc(found["name"], y=config["tables"][0])
