from prefect import task

from company_flow import CompanyFlow


@task
def work():
    return "worked"


with CompanyFlow("company") as flow:
    work()
