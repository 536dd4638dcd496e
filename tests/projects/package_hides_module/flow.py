from prefect import Flow

import tasks
from tasks import save
from tasks.load import SIZE, load

with Flow("one task a file") as flow:
    save(load())
    tasks.save(tasks.load() * SIZE)
