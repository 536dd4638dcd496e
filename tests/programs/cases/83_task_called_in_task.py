# kind: task-in-task
# exit: any
import traceback

from prefect import Flow, Task, task


@task
def add(x):
    return x + 1


class Shift(Task):
    def run(self, x=1):
        return x


shift = Shift()


def helper(x):
    return add(x=x)


@task
def plain(x):
    return add(x) + 1


@task
def mapped(x):
    return add.map([x])


@task
def of_class(x):
    y = shift(x)
    return y


@task
def by_helper(x):
    return helper(x)


with Flow("calls") as flow:
    results = [plain(1), mapped(2), of_class(3), by_helper(4)]

state = flow.run()
for each in results:
    error = state.result[each].result
    print(">>", repr(error))
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename.endswith("83_task_called_in_task.py"):
            print(">>", frame.name, frame.lineno)
