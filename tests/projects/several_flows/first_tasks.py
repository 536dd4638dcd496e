import nowhere_to_be_found
from prefect import task


@task
def first_only():
    return nowhere_to_be_found.answer()
