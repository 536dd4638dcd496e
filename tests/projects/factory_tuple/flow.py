from assemble import assemble, report

flow, made = assemble("edges", "abc")

for first, second in [("c", "a"), ("b", "c")]:
    flow.add_edge(made[first], made[second])
flow.set_dependencies(report, upstream_tasks=list(made.values()))
