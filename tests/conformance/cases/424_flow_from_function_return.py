"""A flow returned from inside of its with block, with a computed name and a local class."""
from prefect import Task, task, Flow

def build(kind, *, size=1):
    class Make(Task):
        def run(self):
            return [kind] * size

    @task
    def join(xs, sep="-"):
        return sep.join(xs)

    with Flow(f"{kind}-{size}") as f:
        out = join(Make()())
        if size > 2:
            join(out, sep=".")
        return f

flow = build("x", size=3)
