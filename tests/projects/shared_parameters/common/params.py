from prefect import Parameter, task

DEFAULT_DAYS = 7

days = Parameter("days", default=DEFAULT_DAYS)
user = Parameter("user", required=True)


@task
def hours(days):
    return 24 * days


@task
def hello(user, hours):
    return f"{user}: {hours}"
