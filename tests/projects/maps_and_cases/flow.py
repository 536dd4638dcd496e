from prefect import Flow, Parameter, case, flatten, mapped, unmapped
from prefect.tasks.control_flow import merge
from prefect.triggers import all_finished

import modes
import tasks
from tasks.numbers import pairs

with Flow("maps") as flow:
    mode = Parameter("mode", default="slow")
    fast = modes.is_fast(mode)
    with case(fast, True):
        quick = tasks.inc.map([1, 2, 3], by=unmapped(10))
        one = tasks.total(quick)
    with case(fast, False):
        slow = tasks.inc.map(range(4))
        two = tasks.total(slow)
    merged = merge(one, two)
    twice = tasks.inc.map(tasks.inc.map([12, 13, merged]))
    flat = tasks.inc(mapped(flatten(pairs(2))))
    end = tasks.total(flat)
    tasks.total([1], task_args={"trigger": all_finished}, upstream_tasks=[twice])

flow.set_reference_tasks([end])
