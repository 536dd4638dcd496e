"""Task subclasses: configuration in __init__, methods, class attributes, self.name; instances reused."""
from prefect import Task, Flow

class Scale(Task):
    unit = "m"

    def __init__(self, factor, **kwargs):
        self.factor = factor
        super().__init__(**kwargs)

    def label(self, v):
        return f"{self.name}:{v}{self.unit}"

    def run(self, x, offset=0):
        return self.label(x * self.factor + offset)

class Feet(Scale):
    unit = "ft"

    def __init__(self, **kwargs):
        super().__init__(factor=3, **kwargs)

with Flow("subclasses") as flow:
    s = Scale(2, name="double")
    s(1)
    s(2, offset=5)
    Feet()(s.factor)
    Feet(name="f").map([1, 2])
