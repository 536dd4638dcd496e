from datetime import timedelta

from prefect import Flow, Parameter, task, unmapped


@task
def parse(line, sep):
    return line.split(sep)


@task(name="size of", max_retries=1, retry_delay=timedelta(0))
def size(parts):
    return len(parts)


@task
def scaled(n, by, line):
    return f"{line}: {n * by}"


with Flow("fused chain") as flow:
    lines = Parameter("lines", default=["a b", "c", "d e f", None])
    factor = Parameter("factor", default=10)
    parts = parse.map(lines, unmapped(" "))
    sizes = size.map(parts)
    scaled.map(sizes, by=unmapped(factor), line=lines)
