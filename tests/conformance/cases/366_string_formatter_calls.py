"""StringFormatter with the template given at the call, mapped, and with a missing key."""
from prefect import task, Flow, Parameter, unmapped
from prefect.tasks.templates.strings import StringFormatter

fmt = StringFormatter(name="fmt")
with Flow("formatter-calls") as flow:
    p = Parameter("who", default="you")
    fmt(template="hello {who}", who=p)
    fmt.map(template=unmapped("{n:02d}/{who}"), n=[1, 2], who=unmapped(p))
    fmt(template="{nothing_like_that}")
