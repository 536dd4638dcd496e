# kind: defined-again
from prefect import Flow, Task


class Level(Task):
    def run(self):
        return 1


class Report(Task):
    def run(self, level):
        print(">> level", level)


level = Level()
with Flow("levels") as flow:
    report = Report()(level)


class Report(Task):
    def run(self, level):
        print(">> never", level)


level = Report()
flow.set_reference_tasks([report])

if __name__ == "__main__":
    print(">>", flow.run().is_successful())
