import prefect
from prefect import Flow, flatten, mapped, tags, task
from prefect.tasks.control_flow import ifelse, switch
from prefect.tasks.control_flow.filter import FilterTask
from prefect.tasks.shell import ShellTask
from prefect.tasks.templates import StringFormatter

shell = ShellTask(return_all=True)
greet = StringFormatter(name="greet", template="hello {who}")
good = FilterTask(filter_func=lambda line: line != "b")


@task
def pairs():
    return [["a"], ["b", "c"]]


@task
def loud(text):
    return text.upper()


@task
def is_long(lines):
    return len(lines) > 1


with Flow("library") as flow:
    lines = shell(command="echo one; echo two")
    with tags("text"):
        texts = loud.map(flatten(pairs()))
    kept = good(texts)
    more = loud(mapped(lines))
    short, long = loud.copy(name="short")("s"), loud.copy(name="long")("l")
    ifelse(is_long(lines), long, short)
    greet(who=kept)
