import os

from prefect.engine.results import LocalResult
from prefect.engine.serializers import JSONSerializer

FOLDER = os.environ["CASE_TMP"]


def result_for(name):
    return LocalResult(dir=FOLDER, location=name + ".json", serializer=JSONSerializer())
