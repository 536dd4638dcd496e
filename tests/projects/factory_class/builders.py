from prefect import Flow, Task, task

SPEC = {
    "a": [],
    "b": ["a"],
    "c": ["a", "b"],
}


class Node(Task):
    def __init__(self, key, **kwargs):
        self.key = key
        super().__init__(name=f"node {key}", **kwargs)

    def run(self, **inputs):
        return self.key + "(" + "".join(inputs[k] for k in sorted(inputs)) + ")"


@task
def last(value):
    return f"last: {value}"


class Builder:
    """Makes a flow of a table of what needs what."""

    prefix = "graph of"

    def __init__(self, spec):
        self.spec = spec
        self.nodes = {}

    def node(self, key):
        return self.nodes.setdefault(key, Node(key))

    def build(self):
        flow = Flow(f"{self.prefix} {len(self.spec)}")
        for key, needs in self.spec.items():
            inputs = {f"from_{need}": self.node(need) for need in needs}
            self.node(key).bind(**inputs, flow=flow)
        with flow:
            last(self.node(key))
        return flow

    @classmethod
    def default(cls):
        return cls(SPEC).build()
