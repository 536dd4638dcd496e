"""ShellTask: last line, all lines with return_all, None without output; a non-zero exit is FAIL with the last line."""
from prefect import Flow
from prefect.tasks.shell import ShellTask

with Flow("shell") as flow:
    ShellTask(name="last")(command="echo one; echo two")
    ShellTask(name="all", return_all=True)(command="echo one; echo two")
    ShellTask(name="quiet")(command="true")
    ShellTask(name="fails")(command="echo before; exit 3")
    ShellTask(name="env", helper_script="x=5", command="echo $x$Y")(env={"Y": "why"})
