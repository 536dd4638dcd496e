from prefect import Flow, task


@task
def words():
    return "the quick brown fox".split()


@task
def length(word):
    return len(word)


@task
def longer(n, word):
    return word * n


@task
def most(found):
    return max(found, key=len)


with Flow("unknown length") as flow:
    found = words()
    lengths = length.map(found)
    long = longer.map(lengths, found)
    most(long)
    most(found)
