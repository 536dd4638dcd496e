from prefect import Flow, task


@task
def extract(number):
    return number


@task
def clean(number):
    return number + 1


@task
def join(left, right):
    return left + right


@task(name="sum")
def load(left, right):
    return left + right


with Flow("twelve") as flow:
    first = clean(extract(1))
    second = clean(extract(2))
    third = clean(extract(3))
    fourth = clean(extract(4))
    upper = join(first, second)
    lower = join(third, fourth)
    check = join(upper, first)
    total = load(check, lower)
