from prefect import task

from jobs.shared import units


@task
def hours(minutes):
    return units.per_hour(minutes)
