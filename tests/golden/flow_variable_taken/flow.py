from prefect import Flow, task

flow = "not the flow"


@task
def show(text):
    return text


with Flow("a flow with another name") as my_flow:
    show(flow)
    show.map(flow[:2])

my_flow.run()
