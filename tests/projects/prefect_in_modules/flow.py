from prefect import Flow, Parameter

from checks import alarm, check, names, state_of

with Flow("checks") as flow:
    limit = Parameter("limit", default=10)
    checked = [check(n, limit) for n in (1, 5, -1)]
    odd = state_of(checked[0])
    state_of(2)
    state_of(checked[2])
    last = names(upstream_tasks=checked)
    alarm(upstream_tasks=[checked[1], last])

flow.set_reference_tasks([odd, last])
