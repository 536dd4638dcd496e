import acme.io.codec
from prefect import task


@task
def read(name):
    return acme.io.codec.decode(name) + [acme.VERSION]
