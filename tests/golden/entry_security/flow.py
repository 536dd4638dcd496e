import os

from distributed import Security
from prefect import Flow, task
from prefect.executors import DaskExecutor

FOLDER = "certificates"


@task
def one():
    return 1


def certificate(name):
    return os.path.join(FOLDER, name)


with Flow("security") as flow:
    one()

security = Security(
    tls_ca_file=certificate("ca.pem"),
    tls_client_cert=certificate("cert.pem"),
    tls_client_key=certificate("key.pem"),
    require_encryption=True,
)
executor = DaskExecutor("tls://scheduler:8786", client_kwargs={"security": security})
flow.run(executor=executor)
