import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../.."))

from local_tasks import where  # noqa: E402
from prefect import Flow  # noqa: E402
from shared.settings import HERE, show  # noqa: E402

with Flow("daily " + HERE) as flow:
    where()

if __name__ == "__main__":
    show()
    flow.register(project_name="daily")
