from prefect import *

with Flow("star") as flow:
    pass
