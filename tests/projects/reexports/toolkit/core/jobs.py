from prefect import task

DEFAULTS = {"size": 2}


def make_version(*parts):
    return ".".join(map(str, parts))


@task
def run_fetch(size):
    return list(range(size))


@task(name="store")
def run_store(rows, version):
    return f"{len(rows)} rows, version {version}, {DEFAULTS}"


def internal():
    return None
