from prefect import Flow, task

from steps import both, counted, listed, pair, read, shifted, summed, times, waited

with Flow("opaque") as flow:
    rows = read.map(["a", "b"])
    named = counted(rows=rows)
    a, b = both(3)
    c, d = pair(a)
    times.map([a, b])
    shifted(c)
    waited(d)
    summed([1, 2, 3])
    listed("x", upstream_tasks=[named])
