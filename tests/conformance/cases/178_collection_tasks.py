"""The collection tasks List, Tuple, Set, Dict used by hand; a Constant task passed as an argument is no node."""
from prefect import task, Flow
from prefect.tasks.core.collections import Dict, List, Set, Tuple
from prefect.tasks.core.constants import Constant

@task
def v(x):
    return x

with Flow("collections") as flow:
    c = Constant([1, 2], name="consts")
    one = v(c)
    List().bind(one, v(3))
    Tuple().bind(one, v(4))
    Dict().bind(keys=["a", "b"], values=[one, v(5)])
    Set().bind(v(6))
