"""Tasks as they can be declared, and settings that are refused."""

import datetime
import functools
from typing import Dict, List, Tuple

import prefect
from prefect import Flow, Parameter, Task, tags, task
from prefect.core.parameter import DateTimeParameter
from prefect.tasks.core.constants import Constant
from prefect.tasks.core.function import FunctionTask
from prefect.tasks.core.operators import GetAttr, GetItem
from prefect.triggers import all_failed, all_finished, some_failed
from prefect.utilities.tasks import defaults_from_attrs

MINUTE = datetime.timedelta(minutes=1)


@task
def plain(x=1):
    return x


def _flow_of(*tasks):
    with Flow("f") as flow:
        for each in tasks:
            each()
    return flow


def settings():
    made = task(
        lambda: 1,
        name="made",
        slug="mine",
        tags=["b", "a"],
        max_retries=2,
        retry_delay=MINUTE,
        retry_on=(KeyError, ValueError),
        timeout=datetime.timedelta(seconds=90),
        trigger=all_failed,
        skip_on_upstream_skip=False,
        cache_for=MINUTE,
        cache_key="k",
        checkpoint=False,
        on_failure=print,
        state_handlers=[print],
        log_stdout=True,
        target="t.bin",
        task_run_name="{x}",
        nout=3,
    )
    return _flow_of(made, task(lambda x=2: 1), task(plain.run))


def decorators():
    @task()
    def bare():
        pass

    @task(name="named", trigger=some_failed(at_least=2))
    def other():
        pass

    @prefect.task(retry_on=KeyError, max_retries=1, retry_delay=MINUTE)
    @functools.lru_cache()
    def cached():
        pass

    return _flow_of(bare, other, cached)


def kinds_of_functions():
    class Call:
        def __call__(self, x=1):
            return x

    class Home:
        def method(self, x=1):
            return x

        @staticmethod
        def static(x=1):
            return x

        @classmethod
        def of_class(cls, x=1):
            return x

    async def coroutine():
        pass

    def numbers():
        yield 1

    return _flow_of(
        FunctionTask(Call()),
        task(Home),
        task(Home().method),
        task(Home.static),
        task(Home.of_class),
        task(functools.partial(plain.run, x=2)),
        task(coroutine),
        task(numbers),
        task(numbers, name=""),
    )


def keyword_parameters():
    @task
    def keywords(a, *, b=2, **rest):
        return rest

    with Flow("f") as flow:
        keywords(1)
        keywords(1, b=plain(), c=plain(), d=4)
        keywords.map([1], e=[plain(), 2])
    return flow


def outputs_by_annotation():
    def pair() -> Tuple[int, str]:
        pass

    def many() -> Tuple[int, ...]:
        pass

    def empty() -> Tuple[()]:
        pass

    def bare() -> Tuple:
        pass

    def builtin() -> tuple[int, int, int]:
        pass

    def plain_tuple() -> tuple:
        pass

    def listed() -> List[int]:
        pass

    def named() -> "Tuple[int, int]":
        pass

    def mapping() -> Dict[str, int]:
        pass

    flow = _flow_of(
        *map(
            task,
            [
                pair,
                many,
                empty,
                bare,
                builtin,
                plain_tuple,
                listed,
                named,
                mapping,
            ],
        )
    )
    return flow


def unpacking():
    @task(nout=2)
    def two(x=1):
        return x, x

    with Flow("f") as flow:
        a, b = two()
        c, d = two(a)
        first, second = task(lambda: (1, 2), nout=2, name="lambda")()
        plain(b + d)
        [plain(each) for each in two(first)]
    return flow


def not_iterable():
    with Flow("f"):
        a, b = plain()


def classes():
    class Config(Task):
        def __init__(self, value, **kwargs):
            self.value = value
            super().__init__(**kwargs)

        def run(self, x, y=None):
            return x

    class Named(Config):
        pass

    class Positional(Task):
        def __init__(self):
            super().__init__("given", None, ["t"])

    with Flow("f") as flow:
        a = Config(1)(2)
        b = Named(1, name="other", trigger=all_finished)(a, y=[a, 3])
        Positional()()
        Task()()
        Task(name="noop").set_upstream(b)
        template = Named(2, checkpoint=True)
        template(1)
        template(2)
        template.bind(3)
    return flow


def attribute_defaults():
    class Query(Task):
        def __init__(self, table=None, limit=1, **kwargs):
            self.table = table
            self.limit = limit
            super().__init__(**kwargs)

        @defaults_from_attrs("table", "limit")
        def run(self, table=None, limit=None):
            return table, limit

    with Flow("f") as flow:
        Query("t")()
        Query()(table=plain())
        Query().map(table=[1, 2], limit=prefect.unmapped(3))
    return flow


def lookups():
    with Flow("f") as flow:
        a = plain()
        GetItem(name="item")(a, 0)
        GetItem(7)(a, "k")
        GetItem(default=7).map([a], key=prefect.unmapped("k"))
        GetAttr()(a, "x.y")
        GetAttr(default=1, name="attr").bind(a, attr="z")
    return flow


def parameters():
    with Flow("f") as flow:
        Parameter("unused")
        Parameter("called", default=1)()
        p = Parameter("p", required=False, tags=["x"])
        q = Parameter("q", default=None)
        plain(p)
        plain([p, q])
        DateTimeParameter("d")()
        DateTimeParameter("e", default="2020-01-01", required=False)()
        p.copy("copied")()
        Parameter("r", 3, False)["k"]
    return flow


def parameter_twice():
    with Flow("f"):
        Parameter("p")()
        Parameter("p")()


def parameter_after_task():
    with Flow("f"):
        Parameter("p").set_upstream(plain())


def parameter_with_argument():
    with Flow("f"):
        Parameter("p")(1)


def tag_blocks():
    with Flow("f") as flow:
        outside = plain.copy(tags=["own"])
        with tags("x", "a"):
            a = plain()
            with tags("b"):
                task(lambda: 1, name="inner", tags=["c"])()
                outside(a)
                plain.map([1])
            plain(a) + 1
            Parameter("p")()
        plain()
        plain.bind()
    with tags("after"):
        plain.bind(2, flow=flow)
    return flow


def constants_as_tasks():
    with Flow("f") as flow:
        plain(Constant(1))
        plain(Constant([1, 2, 3, 4], name="listed"))
        plain(upstream_tasks=[1, "a long string", Constant(2)])
        plain.map(Constant([1, 2]))
        flow.add_task(Constant(5))
    return flow


def task_args():
    with Flow("f") as flow:
        plain(task_args={"name": "renamed", "tags": {"t"}})
        plain(task_args=dict(max_retries=3, retry_delay=MINUTE, slug="s"))
        plain.map([1], task_args={"nout": 2, "trigger": all_finished})
        plain.copy(name="copied")
        plain.copy(name="added")()
    return flow


def unknown_task_args():
    with Flow("f"):
        plain(task_args={"colour": "red"})


def slugs():
    with Flow("f") as flow:
        mine = task(lambda: 1, slug="mine", name="lambda")
        mine()
        mine.bind()
        task(lambda: 1, slug="plain-1", name="other").bind()
        plain()
        plain()
        plain(task_args={"slug": "plain-5"})
        plain()
    return flow


def slug_twice():
    with Flow("f"):
        mine = task(lambda: 1, slug="mine")
        mine()
        mine()


def varargs():
    @task
    def wrong(*values):
        pass


def varargs_in_class():
    class Wrong(Task):
        def run(self, *values):
            pass


def reserved_names():
    @task
    def wrong(mapped, flow):
        pass


def reserved_keyword_only():
    @task
    def wrong(*, task_args=None):
        pass


def reserved_in_class():
    class Wrong(Task):
        def run(self, upstream_tasks):
            pass


def positional_only():
    @task
    def wrong(x, y, /, z):
        pass


def uninspectable():
    task(min)


def no_function():
    task(3)


def tags_as_text():
    task(lambda: 1, tags="abc")


def retries_without_delay():
    task(lambda: 1, max_retries=1)


def delay_without_retries():
    task(lambda: 1, retry_delay=MINUTE)


def retry_on_without_retries():
    task(lambda: 1, retry_on=KeyError)


def retry_on_instance():
    task(lambda: 1, max_retries=1, retry_delay=MINUTE, retry_on=[KeyError()])


def retry_on_no_exception():
    task(lambda: 1, max_retries=1, retry_delay=MINUTE, retry_on=[KeyError, dict])


def timeout_in_fractions():
    task(lambda: 1, timeout=1.5)


def handlers_no_sequence():
    task(lambda: 1, state_handlers={print})


def handlers_no_list():
    task(lambda: 1, state_handlers=print)


def handler_on_tuple():
    task(lambda: 1, state_handlers=(print,), on_failure=print)


def unknown_keyword():
    task(lambda: 1, colour="red")


def missing_argument():
    with Flow("f"):
        task(lambda x: 1)()


def extra_argument():
    with Flow("f"):
        plain(1, 2)


def unexpected_keyword():
    with Flow("f"):
        plain(y=2)


def outside_a_flow():
    plain()


def class_outside_a_flow():
    Constant(1)()


def operator_outside_a_flow():
    plain + 1


def item_outside_a_flow():
    plain["k"]


def upstream_outside_a_flow():
    plain.set_upstream(1)
