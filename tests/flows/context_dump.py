"""A task tells what `prefect.context` and `prefect.config` give it, as JSON."""

import json
import os

import prefect
from prefect import Flow, Parameter, task

AT_IMPORT = sorted(prefect.context.keys())
LOGGER = prefect.context.get("logger")
CONFIG = """debug home_dir backend cloud.api cloud.endpoint cloud.graphql
cloud.agent.labels cloud.use_local_secrets logging.level logging.format
logging.extra_loggers logging.log_attributes logging.datefmt flows.checkpointing
flows.run_on_schedule tasks.defaults.max_retries tasks.defaults.retry_delay
tasks.defaults.timeout engine.executor.default_class engine.executor.dask.address
server.endpoint foo.bar foo.number context.secrets.Key context.nested.b
nothing flows.nothing"""
LOOKS = """context.nothing | context["nothing"] | context.get("nothing", 4)
context.get("logger").name | context.secrets.Key | context.secrets["Key"]
context.nested.b | context.num | context.flag | context.none | context.items_[1]
context.literal.a.b | context.mine | context.mine.q | context.parameters.p
context.parameters["p"] | context.task_tags == {"a", "b"} | context.map_index
context.task_full_name | context.task_slug | context.task_id | context.flow_name
context.flow_id | context.task_run_count | context.today == str(context.date)[:10]
context.today_nodash == context.today.replace("-", "") | repr(context)
context.config.flows.checkpointing | context.checkpointing | "date" in context
context.date.timezone_name | context.scheduled_start_time.add(days=-1).tzinfo
type(context.date).__name__ | type(context.scheduled_start_time).__name__
context.tomorrow == context.date.add(days=1).to_date_string() | context.date.Nothing
context.pop("nothing", 3) | context.pop("nothing") | delattr(context, "nothing")
context.setdefault("new", 5) | context.pop("new") | "new" in context
context.to_dict()["secrets"] | type(context.to_dict()["secrets"]).__name__
context.copy()["num"] | context.config["logging"]["level"] | len(context) > 20
config.get("nothing") | config["nothing"] | config["flows"]["checkpointing"]
"flows" in config | config.get("flows").get("checkpointing")"""


def told(text, look):
    try:
        return repr(look())
    except Exception as error:
        kinds = (AttributeError, KeyError)
        return [kind.__name__ for kind in kinds if isinstance(error, kind)]


def entered(context):
    with context(a=1, config={"flows": {"new": 2}}) as inner:
        seen = (inner is context, context.a, context.config.flows.new)
        return [*seen, context.config.flows.checkpointing]


@task(tags=["b", "a"])
def dump(p):
    names = {"context": prefect.context, "config": prefect.config}
    looks = [each.strip() for line in LOOKS.split("\n") for each in line.split(" | ")]
    looks += [f"config.{path}" for path in CONFIG.split()]
    found = {look: told(look, lambda look=look: eval(look, names)) for look in looks}
    found["keys"] = sorted(prefect.context.keys())
    found["types"] = {
        key: type(value).__name__
        for key, value in sorted(prefect.context.items())
        if not isinstance(value, dict) and key != "items_"
    }
    found["at import"] = [AT_IMPORT, LOGGER.name]
    found["entered"] = [*entered(prefect.context), "a" in prefect.context]
    with open(os.environ["DUMP"], "w") as file:
        json.dump(found, file)


with Flow("dump") as flow:
    dump.map(Parameter("p", default=[1]))

if __name__ == "__main__":
    with prefect.context(mine={"q": 1}):
        flow.run()
