from prefect import Flow

from done import add, marks

with Flow("edges") as flow:
    three = add(3)

for earlier, later in zip(marks[1:], marks):
    flow.add_edge(earlier, later)

for mark in marks:
    mark.set_upstream(three, flow=flow)

four = add.copy()
flow.set_dependencies(four, keyword_tasks={"x": three, "y": 1}, upstream_tasks=marks)
