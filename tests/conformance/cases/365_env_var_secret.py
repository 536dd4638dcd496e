"""EnvVarSecret: cast, a missing variable (None), raise_if_missing and a cast that fails."""
from prefect import task, Flow
from prefect.tasks.secrets import EnvVarSecret
ENV = {"FLOWC_PORT": "5432", "FLOWC_USER": "me"}

@task
def use(*, user, port, none):
    return (user, port, none)

with Flow("env-secrets") as flow:
    use(
        user=EnvVarSecret("FLOWC_USER"),
        port=EnvVarSecret("FLOWC_PORT", cast=int),
        none=EnvVarSecret("FLOWC_ABSENT"),
    )
    EnvVarSecret("FLOWC_ABSENT_TOO", raise_if_missing=True)()
    EnvVarSecret("FLOWC_USER", cast=int)()
