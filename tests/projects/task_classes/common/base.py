from datetime import timedelta

import prefect
from prefect import Task
from prefect.utilities.tasks import defaults_from_attrs

NO_DELAY = timedelta(0)


class TeamTask(Task):
    """What all our tasks share."""

    owner = "nobody"

    def __init__(self, scale=1, **kwargs):
        self.scale = scale
        kwargs.setdefault("max_retries", 1)
        kwargs.setdefault("retry_delay", NO_DELAY)
        super().__init__(**kwargs)

    def scaled(self, x):
        return x * self.scale


class Multiply(TeamTask):
    owner = "team a"

    @defaults_from_attrs("scale")
    def run(self, x, scale=None):
        return self.owner, self.scaled(x), scale


class Flaky(TeamTask):
    def run(self):
        count = prefect.context.get("task_run_count", 1)
        if count == 1:
            raise RuntimeError("the first time")
        return self.name, self.max_retries, count


class Unused(TeamTask):
    pass
