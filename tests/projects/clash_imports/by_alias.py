import datetime as dt
import json as time
from prefect import task as datetime


@datetime
def year(text):
    return time.loads(dt.date.fromisoformat(text).strftime("[%Y]"))
