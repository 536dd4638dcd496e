import time
from datetime import datetime, timedelta
from json import dumps

from prefect import task


@task
def day(text) -> str:
    moment = datetime.strptime(text, "%Y-%m-%d") + timedelta(days=1)
    return dumps(str(moment)), callable(time.time)
