"""Tasks with names of more than 50 characters, in a flow that its own Python builds."""

from prefect import Flow, task


@task
def group_user_deltas_by_newsletter_subscription_name():
    return {"a key that makes the name of its item a long one too": 1}


@task(name="a name with - dashes - and blanks - of more than fifty characters")
def dashed(x):
    return x + 1


@task(name="a name with - dashes - and blanks - of more than fifty letters")
def other(x, y):
    return x + y


with Flow("long names") as flow:
    for _ in range(2):
        group_user_deltas_by_newsletter_subscription_name()
    groups = group_user_deltas_by_newsletter_subscription_name()
    one = groups["a key that makes the name of its item a long one too"]
    total = other(dashed(one), dashed(one))
    other.map([1, 2], [total, total])
