"""An abstract base with run and a hook method; tags and name given by class."""
from prefect import Task, Flow

class Step(Task):
    def run(self, x):
        return self.work(x)

    def work(self, x):
        raise NotImplementedError("work")

class Upper(Step):
    def work(self, x):
        return x.upper()

class Twice(Step):
    def __init__(self, times=2, **kwargs):
        super().__init__(name="Repeat", tags=["text"], **kwargs)
        self.times = times

    def work(self, x):
        return x * self.times

with Flow("abstract") as flow:
    a = Upper()("ab")
    Twice(times=3)(a)
    Step()(a)
