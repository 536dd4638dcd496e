# kind: self
# local: none
import datetime

import prefect
from prefect import Flow, Task, task
from prefect.engine.signals import LOOP
from prefect.executors import LocalExecutor


class Count(Task):
    def __init__(self, **kwargs):
        self.calls = 0
        self.rows = []
        super().__init__(**kwargs)

    def run(self, x=None):
        self.calls += 1
        self.rows.append(x)
        if self.max_retries and self.calls < 3:
            raise ValueError(self.calls)
        return self.calls, list(self.rows)


class Looping(Task):
    def __init__(self, **kwargs):
        self.calls = 0
        super().__init__(**kwargs)

    def run(self):
        self.calls += 1
        if prefect.context.get("task_loop_count", 1) < 3:
            raise LOOP(result=self.calls)
        return self.calls


class Handled(Task):
    def __init__(self, **kwargs):
        self.seen = []
        super().__init__(state_handlers=[self.handle], **kwargs)

    def handle(self, task, old, new):
        self.seen.append(type(new).__name__)
        return new

    def run(self):
        return list(self.seen)


class Marked(Task):
    def run(self):
        return getattr(self, "mark", None)


def marked(task, old, new):
    task.mark = getattr(task, "mark", 0) + 1
    return new


@task(state_handlers=[marked])
def done():
    return 1


count, mapped, handled = Count(), Count(), Handled()
retried = Count(max_retries=3, retry_delay=datetime.timedelta(0))
looped = Looping()
marks = Marked(state_handlers=[marked])

with Flow("kept") as flow:
    first = count(1)
    second = count(2, upstream_tasks=[first])
    many = mapped.map([1, 2, 3])
    third = retried(1)
    loop = looped()
    seen = handled()
    mark = marks()
    last = done()

flow.executor = LocalExecutor()

if __name__ == "__main__":
    state = flow.run()
    print(">>", type(state).__name__)
    print(">>", state.result[first].result, state.result[second].result)
    print(">>", state.result[many].result)
    print(">>", type(state.result[third]).__name__, repr(state.result[third].result))
    print(">>", state.result[loop].result)
    print(">>", state.result[seen].result)
    print(">>", state.result[mark].result)
    print(">>", count.calls, count.rows, first.calls, first.rows)
    print(">>", many.calls, many.rows, third.calls, loop.calls, handled.seen)
    print(">>", getattr(mark, "mark", None), getattr(last, "mark", None))
