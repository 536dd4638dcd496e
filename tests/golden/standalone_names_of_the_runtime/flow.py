from prefect import Flow, task

Box = "a name of the runtime's"
preview = dict(report_of=Box)
sys = None


@task
def Program(x):
    return [x, Box, preview, sys]


def run_flow(x):
    return f"run_flow({x})"


@task
def GraphBuilder(n):
    return run_flow(n)


with Flow("names of the runtime") as flow:
    Success = GraphBuilder.map([1, 2])
    Program(Success)
