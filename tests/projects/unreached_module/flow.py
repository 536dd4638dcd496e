from prefect import Flow

from steps import rows

with Flow("no plots") as flow:
    rows()

if __name__ == "__main__":
    flow.register()
