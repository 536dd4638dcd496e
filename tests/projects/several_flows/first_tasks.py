import string

from prefect import task


@task
def first_only():
    return string.digits
