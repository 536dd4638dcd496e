# kind: entry
from prefect import Flow, task

FACTOR = 2


@task
def scaled(n):
    return n * FACTOR


with Flow("scaling") as flow:
    s = scaled.map([1, 2])

if __name__ == "__main__":
    first = flow.run()
    FACTOR = 5
    second = flow.run()
    print(">>", first.result[s].result, second.result[s].result)
