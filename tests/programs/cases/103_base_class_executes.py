# kind: entry
import abc
from prefect import Flow, Parameter, task


@task
def load(table):
    print(">> loads", table)


class Job(abc.ABC):
    @abc.abstractmethod
    def build(self):
        ...

    def execute(self, **given):
        return self.build().run(**given)


class Orders(Job):
    name = "orders"

    def build(self):
        with Flow(self.name) as flow:
            load(Parameter("table", default=self.name))
        return flow


class Items(Orders):
    name = "items"


if __name__ == "__main__":
    print(">>", Orders().execute(table="rows").is_successful())
    print(">>", Items().execute().message)
