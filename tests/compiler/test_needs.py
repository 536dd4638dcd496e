"""What a script needs where it runs: found in what it carries, said in its header."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from flowc.compiler.driver import Options, compile_source
from flowc.compiler.emit.seal import read_seal, seal
from flowc.compiler.plan.needs import needed_by
from flowc.compiler.source import source_from_bytes

from tests.support.commands import flowc as start, run

from .conftest import Answer

Flowc = Callable[..., Answer]
FLOW = """
from prefect import Flow, task
{imports}

@task
def load():
{body}

with Flow("needy") as flow:
    load()
"""


def compiled(
    imports: str = "", body: str = "    return 1", runtime: str = "inline"
) -> tuple[str, ...]:
    """The needs of a flow with these imports, whose task has this body."""
    text = FLOW.format(imports=imports, body=body)
    options = Options(runtime=runtime)
    result = compile_source(source_from_bytes(text.encode(), "f.py"), options)
    [script] = result.scripts
    return script.needs


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("import pandas as pd", "pandas"),
        ("import pandas.io.sql, numpy", "numpy pandas"),
        ("from sklearn.linear_model import Lasso", "sklearn"),
        ("import os.path, tomllib, distutils, dask.bag, distributed, prefect", ""),
        ("from __future__ import annotations", ""),
        ("from . import a\nfrom .b import c", ""),
        ("from google.cloud import storage, bigquery as bq", "google.cloud.b* .s*"),
        ("import google.cloud.storage.blob", "google.cloud.storage"),
        ("from google.cloud import *", "google.cloud"),
        ("import google", "google"),
        ("from google.oauth2 import service_account", "google.oauth2"),
        ("from azure.storage.blob import BlobClient", "azure.storage.blob"),
        ("from azure.identity import X", "azure.identity"),
        ("def f():\n    class C:\n        import requests", "requests"),
        (
            "for x in y:\n    while z:\n        import a\n    else:\n        import b",
            "a b",
        ),
        ("with open(f) as g:\n    import a", "a"),
        ("async def f():\n    async with g:\n        import a", "a"),
        ("match x:\n    case 1:\n        import a", "a"),
        ("    import indented\n    x = 1", "indented"),
        ("not python at all", ""),
    ],
)
def test_imports_are_found(text: str, needs: str) -> None:
    whole = needs.replace("b* .s*", "bigquery google.cloud.storage")
    assert needed_by(text) == frozenset(whole.split())


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("if TYPE_CHECKING:\n    import a\nelse:\n    import b", "b"),
        ("if typing.TYPE_CHECKING:\n    import a", ""),
        ("if x:\n    import a\nelif y:\n    import b", "a b"),
        ("try:\n    import a\nexcept ImportError:\n    a = None", ""),
        ("try:\n    import a\nexcept (KeyError, ModuleNotFoundError):\n    pass", ""),
        ("try:\n    import a\nexcept ImportError:\n    import b", ""),
        ("try:\n    from a import b\nexcept ImportError:\n    from a import c", "a"),
        ("try:\n    import a\nexcept ImportError:\n    log()\n    raise", "a"),
        ("try:\n    import a\nexcept KeyError:\n    import b", "a b"),
        ("try:\n    import a\nexcept Exception:\n    pass", ""),
        ("try:\n    import a\nexcept:\n    pass", ""),
        ("try:\n    import a\n    a.go()\nexcept Exception:\n    pass", "a"),
        ("try:\n    import a\nfinally:\n    import b", "a b"),
        (
            "try:\n    import a\nexcept ImportError:\n    pass\n"
            "except KeyError:\n    import b\nelse:\n    import c\n"
            "finally:\n    import d",
            "b d",
        ),
        ("with contextlib.suppress(ImportError):\n    import a", ""),
        ("with suppress(KeyError):\n    import a", "a"),
    ],
)
def test_what_a_script_can_do_without_is_not_needed(text: str, needs: str) -> None:
    assert needed_by(text) == frozenset(needs.split())


def test_what_the_program_around_the_flow_imports_counts() -> None:
    imports = "import numpy, pandas\nimport matplotlib.pyplot as plt"
    body = "    import requests\n    return pandas.DataFrame(requests.get('x').json())"
    text = FLOW.format(imports=imports, body=body)
    text += "flow.visualize()\nif __name__ == '__main__':\n    plt.show(numpy)\n"
    result = compile_source(source_from_bytes(text.encode(), "f.py"), Options())
    assert result.scripts[0].needs == ("matplotlib", "numpy", "pandas", "requests")


def test_library_tasks_need_prefect() -> None:
    imports = "from prefect.tasks.aws.s3 import S3List\nlisted = S3List(bucket='b')"
    assert compiled(imports, "    return listed.run()") == ("prefect",)
    assert compiled() == ()


def test_a_runtime_that_is_imported_is_needed() -> None:
    assert compiled("import yaml", "    yaml", "import") == ("yaml", "flowc")


def test_settings_count(tmp_path: Path) -> None:
    text = FLOW.format(imports="", body="    return 1") + (
        "\nif __name__ == '__main__':\n"
        "    from dask_kubernetes import KubeCluster\n"
        "    from prefect.executors import DaskExecutor\n"
        "    flow.executor = DaskExecutor(cluster_class=KubeCluster)\n"
        "    state = flow.run()\n"
        "    import rich\n"
        "    rich.print(state.result)\n"
    )
    result = compile_source(source_from_bytes(text.encode(), "f.py"), Options())
    [script] = result.scripts
    assert script.needs == ("dask_kubernetes", "rich")


def test_flows_that_come_along_count(flowc: Flowc, tmp_path: Path) -> None:
    other = FLOW.format(imports="import yaml", body="    return yaml").replace(
        "needy", "child"
    )
    starting = (
        "from prefect import Flow\n"
        "from prefect.tasks.prefect import create_flow_run\n"
        "import pandas\n"
        "with Flow('parent') as flow:\n"
        "    create_flow_run(flow_name='child', parameters={'x': pandas})\n"
    )
    (tmp_path / "child.py").write_text(other)
    (tmp_path / "parent.py").write_text(starting)
    answer = flowc("compile", tmp_path / "parent.py", "--with", tmp_path / "child.py")
    assert "\n# Needs, where it runs: dask, distributed, pandas, yaml\n" in answer.out


def header(*needs: str) -> str:
    text = seal(
        "x\n", source_name="f.py", source_sha256="ab" * 32, flow="f", needs=needs
    )
    assert (found := read_seal(text)) and found.intact
    return text.partition("# Edit")[0].partition("# Needs, ")[2]


def test_the_header_says_it() -> None:
    assert header() == "where it runs: dask, distributed\n"
    assert header("yaml") == "where it runs: dask, distributed, yaml\n"


def test_many_needs_stay_bounded() -> None:
    told = header(*(f"package_{n}" for n in range(1000)))
    assert told.count("\n") == 4
    assert all(len(line) <= 88 for line in told.splitlines())
    assert "package_9, package_10,\n#   package_11, " in told
    shown = told.count("package_") + 2
    assert told.endswith(f" and {1002 - shown} more\n")
    assert header("x" * 5000).count("\n") <= 4


def test_headers_without_needs_are_still_read() -> None:
    text = (
        "# @generated by flowc 0.0.1 from f.py\n# flow: f\n"
        f"# Edit the source\n# source-sha256: {'ab' * 32}\n"
        f"# body-sha256: {'cd' * 32}\n\nx\n"
    )
    found = read_seal(text)
    assert found is not None and (found.version, found.intact) == ("0.0.1", False)


def test_the_command_writes_it_and_the_script_runs(tmp_path: Path) -> None:
    imports = "try:\n    import nowhere_to_be_found\nexcept ImportError:\n    pass"
    text = FLOW.format(imports=f"{imports}\nimport click", body="    click.style('x')")
    (tmp_path / "flow.py").write_text(text)
    start("compile", "flow.py", "-o", "out.py", folder=tmp_path, ok=True)
    script = tmp_path / "out.py"
    assert "\n# Needs, where it runs: dask, distributed, click\n" in script.read_text()
    run([sys.executable, script, "--local", "sync"], tmp_path, ok=True)


EXECUTORS = [
    ('DaskExecutor(cluster_class="dask_yarn.YarnCluster")', "dask_yarn"),
    ("DaskExecutor(cluster_class=CLASS)", "dask_jobqueue"),
    ('DaskExecutor(cluster_class=os.environ.get("C", "coiled.Cluster"))', "coiled"),
    ('DaskExecutor(**{"cluster_class": "a.b.C", "address": "x.y"})', "a"),
    ('DaskExecutor(cluster_class="distributed.LocalCluster")', ""),
    ('DaskExecutor("dask_yarn.not.a.class")', ""),
]


@pytest.mark.parametrize("place", ["flow.executor = {}", "flow.run(executor={})"])
@pytest.mark.parametrize(("executor", "needs"), EXECUTORS)
def test_packages_of_cluster_classes_in_strings(
    executor: str, needs: str, place: str
) -> None:
    imports = (
        "import os\nfrom prefect.executors import DaskExecutor\n"
        'CLASS = "dask_jobqueue.SLURMCluster"\n'
    )
    text = FLOW.format(imports=imports, body="    return 1") + place.format(executor)
    source = source_from_bytes(text.encode(), "f.py")
    [script] = compile_source(source, Options()).scripts
    assert script.needs == tuple(needs.split())
