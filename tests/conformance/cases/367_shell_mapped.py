"""ShellTask mapped over commands; a command in the constructor; an upstream without data; failing child."""
from prefect import Flow
from prefect.tasks.shell import ShellTask

with Flow("shell-mapped") as flow:
    sh = ShellTask(helper_script="g() { echo \"<$1>\"; }")
    m = sh.map(command=["g a", "g b; exit 1", "true"])
    fixed = ShellTask(name="fixed", command="echo fixed", env={"A": "1"})
    first = fixed()
    ShellTask(name="later", return_all=True)(command="echo $A; echo x", upstream_tasks=[first])
