import prefect
from company import decorators
from company.decorators import Job
from prefect import task

Plain = prefect.Flow


@task
def size(rows):
    return len(rows)


@task
def told(rows):
    return f"{prefect.context.flow_name} has {rows}"


class Nightly(Job):
    """A class of the file's own, over all those names."""


with Nightly("load", team="blue") as nightly:
    sizes = size.map(["ab", "c", ""])
    told.map(sizes)

with decorators.TeamFlow("other") as other:
    size("abc")

with Plain("plain") as plain:
    size("abcd")
