@task
def inc(x):
    return x + 1


with Flow("imports") as flow:
    inc(1)
