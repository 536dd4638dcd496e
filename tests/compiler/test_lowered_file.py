"""What may stand around a flow block, and what is warned of."""

import pytest

from .marked import (
    TASKS,
    around_block,
    check,
    check_lowered,
    compiled,
)

AROUND = [
    ("s = prefect.tasks.shell.ShellTask()\n", "s(command='ls')"),
    ("", "with prefect.tags('a'):\n        go()"),
    ("", "inc.map(prefect.flatten(nums()))"),
    ("", "inc(prefect.mapped(nums()))"),
    ("", "inc(prefect.client.Secret('x').exists())"),
    ("x = prefect.config.logging.level\n", "inc(x)"),
    ("@task\ndef inc(x): pass\n", "inc(1)"),
    ("inc = 3\n", "add(1)"),
    ("@print\n@task\ndef f(): pass\n", "f()"),
    ("@task\ndef f():\n    return limit\n", "limit = 10\n    f()"),
]
BEHIND = [
    "flow.set_reference_tasks([])",
    "for t in flow.sorted_tasks():\n    print(t)",
    "f = flow\nf.add_task(inc)",
    "import copy\nother = copy.copy(flow)",
    "flow.run(task_states={})",
    "go.set_upstream(a, flow=flow)",
    "a.name = 'x'",
    "inc.max_retries = 3",
    "print(a.tags)",
    "with flow:\n    inc(2)",
]
FLOWS = [
    "def build():\n    with Flow('f') as flow:\n        inc(1)\n",
    "if __doc__:\n    with Flow('f') as flow:\n        inc(1)\n",
    "with Flow('f') as flow, open('x'):\n    inc(1)\n",
    "with Flow('f') as helper.flow:\n    inc(1)\n",
    "f = Flow('f')\nwith f:\n    inc(1)\nwith f:\n    inc(2)\n",
    "with Flow('f', **{}) as flow:\n    inc(1)\n",
    "with Flow('f', validate=True) as flow:\n    inc(1)\n",
]
SERVED_BADLY = [
    ("FLC407", "«prefect.tasks.aws.S3Download»"),
    ("FLC408", "«prefect.backend.FlowView»"),
    ("FLC312", "«prefect.backend.kv_store.get_key_value»"),
]


@pytest.mark.parametrize(("before", "block"), AROUND)
def test_around_the_block(before: str, block: str) -> None:
    check_lowered(around_block(before, block))


@pytest.mark.parametrize("after", BEHIND)
def test_behind_the_block(after: str) -> None:
    check_lowered(around_block("", "a = inc(1)", f"{after}\n"))


def test_what_a_function_reads_that_the_block_calls_is_bound_again() -> None:
    before = "x = 1\ndef number():\n    return x\n"
    check_lowered(around_block(before, "inc(number())", "x = 2\n"))


@pytest.mark.parametrize("text", FLOWS)
def test_flows(text: str) -> None:
    check_lowered(TASKS + text)


@pytest.mark.parametrize("text", ["f = Flow('f')\nf.add_task(inc)\n"])
def test_a_flow_without_a_block_is_built_without_a_note(text: str) -> None:
    result = compiled(TASKS + text)
    assert result.diagnostics == ()
    assert not result.flows[0].left


@pytest.mark.parametrize(("code", "name"), SERVED_BADLY)
def test_what_a_script_serves_in_part_is_a_warning(code: str, name: str) -> None:
    home, _, last = name.strip("«»").rpartition(".")
    before = f"from {home} import {last}\n"
    body = f"@task\ndef f():\n    return «{last}»('x')\n"
    check(around_block(f"{before}{body}", "f()"), code, "warning")
    check(around_block(f"{before}s = «{last}»('x')\n", "inc(s)"), code, "warning")


@pytest.mark.parametrize(
    "code",
    [
        "def f():\n    return «prefect.Client().graphql»('x')\n",
        "def f():\n    c = prefect.Client()\n    return «c.register»(3)\n",
        "def f(s):\n    s.c = prefect.Client()\n    return «s.c.get»('x')\n",
        "def f():\n    return «prefect.Client()»\n",
    ],
)
def test_what_only_a_server_answers_a_client(code: str) -> None:
    text = around_block(f"{code}@task\ndef g():\n    return f\n", "g()")
    check(text, "FLC408", "warning")


def test_what_a_client_is_answered_is_no_warning() -> None:
    body = "c = prefect.Client()\n    return c.set_flow_run_name('a', 'b')"
    result = compiled(around_block(f"@task\ndef f():\n    {body}\n", "f()"))
    assert result.diagnostics == ()


def test_a_client_at_module_level() -> None:
    check(around_block("s = «prefect.Client('x')»\n", "inc(s)"), "FLC408", "warning")


@pytest.mark.parametrize(("code", "name"), SERVED_BADLY[1:])
def test_the_same_by_a_dotted_name_in_a_body(code: str, name: str) -> None:
    body = f"@task\ndef f():\n    return {name}('x')\n"
    check(around_block(body, "f()"), code, "warning")


def test_a_library_task_by_its_dotted_name() -> None:
    before = "s = «prefect.tasks.aws.S3Download»('x')\n"
    check(around_block(before, "inc(s)"), "FLC407", "warning")


def test_what_may_be_a_task_of_another_file_is_a_warning() -> None:
    text = around_block("from elsewhere import load\n", "inc(«load()»)")
    check(text, "FLC405", "warning")


@pytest.mark.parametrize(
    ("before", "block"),
    [
        ("", "inc(«prefect.nothing»)"),
        ("@task\ndef f():\n    return «prefect.nothing»('x')\n", "f()"),
        ("x = «prefect.nothing»('x')\n", "inc(x)"),
    ],
)
def test_names_that_no_script_has_are_errors(before: str, block: str) -> None:
    check(around_block(before, block), "FLC401")


@pytest.mark.parametrize(
    ("before", "instead"),
    [
        ("from dask_kubernetes import «KubeCluster»\n", "operator.KubeCluster"),
        ("import dask_kubernetes as k\nx = «k.make_pod_spec»\n", "make_cluster_spec"),
        ("from dask_kubernetes.classic import «KubeCluster»\n", "operator"),
        ("from dask_kubernetes import «HelmCluster»\n", "address"),
        ("from dask_cloudprovider import «FargateCluster»\n", "aws.FargateCluster"),
        ("x = «'dask_cloudprovider.AzureVMCluster'»\n", "azure.AzureVMCluster"),
        ("import dask_kubernetes\nx = «dask_kubernetes.KubeCluster»\n", "operator"),
    ],
)
def test_names_that_dask_no_longer_has(before: str, instead: str) -> None:
    text = around_block(before, "inc(1)")
    check(text, "FLC314", "warning")
    [said] = compiled(text.replace("«", "").replace("»", "")).diagnostics
    assert instead in (said.help or "")


@pytest.mark.parametrize(
    "before",
    [
        "from dask_kubernetes.operator import KubeCluster, make_cluster_spec\n",
        "import dask_cloudprovider.aws\nx = dask_cloudprovider.aws.FargateCluster\n",
        "x = 'dask_kubernetes.KubeCluster is gone'\n",
    ],
)
def test_names_that_dask_has(before: str) -> None:
    assert compiled(around_block(before, "inc(1)")).diagnostics == ()
