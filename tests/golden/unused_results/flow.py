from prefect import Flow, Parameter, task


@task
def say(word):
    return word


with Flow("unused") as flow:
    Parameter("unused", default=1)
    say("a")
    say("b")
    _ = say("c")
    say.map("xyz")
    [say("d"), say("e")]
    (say("f"))
