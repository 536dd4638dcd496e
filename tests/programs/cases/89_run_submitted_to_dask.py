# kind: entry
# local: none
from distributed import Client
from prefect import Flow, Parameter, task


@task
def double(n):
    return n * 2


with Flow("doubling") as flow:
    n = Parameter("n", default=1)
    d = double(n)


if __name__ == "__main__":
    with Client(n_workers=1, threads_per_worker=2, dashboard_address=None) as client:
        state = client.submit(flow.run, n=4).result()
    print(">>", type(state).__name__, sorted((t.name, s.result) for t, s in state.result.items()))
