"""copy(**kwargs) gives a task of its own, bound in place or called; attributes set on a copy do not reach the original."""
from prefect import task, Flow, Task

class Add(Task):
    def __init__(self, n, **kwargs):
        self.n = n
        super().__init__(**kwargs)

    def run(self, x):
        return x + self.n

base = Add(1)
big = base.copy(name="Big")
big.n = 100
with Flow("copies") as flow:
    a = base(1)
    b = big(a)
    c = big.bind(b)
    d = base.copy(name="direct")(c)
    a.n = 5
