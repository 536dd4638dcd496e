import settings
from prefect import task


@task
def target():
    return settings.describe(), settings.TARGET
