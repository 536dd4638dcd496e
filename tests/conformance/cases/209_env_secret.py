"""PrefectSecret reads PREFECT__CONTEXT__SECRETS__X from the environment, numbers decoded."""
from prefect import task, Flow
from prefect.client import Secret
from prefect.tasks.secrets import PrefectSecret
ENV = {"PREFECT__CONTEXT__SECRETS__TOKEN": "abc", "PREFECT__CONTEXT__SECRETS__PORT": "5432"}

@task
def show(t, p):
    return (t, p, Secret("TOKEN").get())

with Flow("env-secret") as flow:
    show(PrefectSecret("TOKEN"), PrefectSecret("PORT"))
