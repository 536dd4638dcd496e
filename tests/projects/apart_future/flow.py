from typing import get_type_hints

import shapes
from prefect import Flow, task



def doubled(x: int) -> int:
    return 2 * x


@task
def hints():
    return doubled.__annotations__["x"] is int, get_type_hints(doubled)["return"]


@task
def area(name):
    return shapes.area(getattr(shapes, name)()), shapes.area.__annotations__["shape"]


with Flow("annotations") as flow:
    hints()
    area("Square")
