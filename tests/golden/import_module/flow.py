import os.path, prefect
import prefect.triggers
from datetime import timedelta


@prefect.task(max_retries=1, retry_delay=timedelta(seconds=0))
def name_of(path, end):
    return os.path.basename(path).removesuffix(end)


@prefect.task(trigger=prefect.triggers.all_finished)
def joined(names):
    return "".join(names)


with prefect.Flow("import module") as flow:
    end = prefect.Parameter("end", default=".py")
    joined(name_of.map(["a/b.py", "b/c.py"], end=prefect.unmapped(end)))
