import settings
from prefect import Flow
from tasks import target

settings.TARGET = "staging"
settings.TAGS += ["b"]
setattr(settings, "DEBUG", True)

with Flow("patched") as flow:
    target()
