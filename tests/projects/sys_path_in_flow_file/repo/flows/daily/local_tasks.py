from prefect import task
from shared import settings


@task
def where():
    return settings.HERE
