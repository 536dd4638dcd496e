"""A custom exception with its own constructor stays the result."""
from prefect import task, Flow

class Custom(Exception):
    def __init__(self, code):
        self.code = code
        super().__init__(f"code={code}")

@task
def bad():
    raise Custom(7)

with Flow("custom-exception") as flow:
    bad()
