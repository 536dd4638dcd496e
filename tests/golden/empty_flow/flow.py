from prefect import Flow

with Flow("empty") as flow:
    pass

flow.run()
