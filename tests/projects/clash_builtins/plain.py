from prefect import task


def largest(values):
    return max(values, key=lambda v: (id(v) > 0, v))


@task(log_stdout=True)
def used(values):
    print("largest", largest(values))
    return largest(values), len(list(filter(None, values)))
