"""How the runtime gets to workers that have only Dask, and what that costs."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.support.cluster import Cluster, cluster, start_worker
from tests.support.commands import Command, Done, compile_text, run
from tests.support.places import FLOWS, require_python

pytestmark = [pytest.mark.cluster, pytest.mark.environment]

DIAMOND = (FLOWS / "seed_dask_flow.py").read_text()
# What of the runtime these use differs, so that each has a runtime of its own.
SIGNALS = """
from prefect import Flow, task
from prefect.engine.signals import SKIP


class Kept:
    def __init__(self, value):
        self.value = value


@task
def skips(n):
    if n == 2:
        raise SKIP("two")
    return Kept(n)


@task(skip_on_upstream_skip=False)
def total(kept):
    return sum(each.value for each in kept if isinstance(each, Kept))


with Flow("signals") as flow:
    total(skips.map([1, 2, 3]))
"""
# Dask 2022.12 sends the second client what the first one has asked for.
TWO_CLIENTS = """
import sys, threading
from distributed import Client
import {script}
from {runtime} import new_client

told = threading.Event()
with Client(sys.argv[1]) as other, new_client(sys.argv[1], {{}}) as quiet:
    other.subscribe_topic("topic", lambda event: event[1] == 9 and told.set())
    for number in range(10):
        other.log_event("topic", number)
    print("told:", told.wait(60), len(quiet.scheduler_info()["workers"]))
"""
# Counts what is sent, and runs what is imported.
DRIVER = """
import json, os, sys, time
from distributed import Client
import out


def counted(dask_scheduler=None):
    import distributed.comm.tcp as tcp

    if not hasattr(tcp, "sent"):
        write, tcp.sent = tcp.TCP.write, 0

        async def write_counted(self, *args, **named):
            size = await write(self, *args, **named)
            tcp.sent += size or 0
            return size

        tcp.TCP.write = write_counted
    sent, tcp.sent = tcp.sent, 0
    return sent


def has_script(dask_worker=None):
    return "out" in sys.modules


def modules(dask_scheduler=None):
    return [name for name in sys.modules if "flowc" in name]


with Client(sys.argv[1]) as client:
    runs = []
    for _ in range(3):
        counted(), client.run_on_scheduler(counted)
        flow_run = out.run(client=client)
        assert flow_run.state == "Success", flow_run.report()
        runs.append([counted(), client.run_on_scheduler(counted)])
    told = {
        "runs": runs,
        "result": flow_run.tasks["sum-1"].result,
        "imported": list(client.run(has_script).values()),
        "on_scheduler": client.run_on_scheduler(modules),
    }
print("told:" + json.dumps(told))
"""
RESTART = "import sys, distributed; distributed.Client(sys.argv[1]).restart()"
# Run as a program: counts how often its module is run, in a file.
PRINTS = """
import os
from prefect import Flow, task

with open(os.path.join(os.environ["PLACE"], "loaded"), "a") as file:
    file.write("x")


@task
def dies():
    mark = os.path.join(os.environ["PLACE"], "died")
    if not os.path.exists(mark):
        open(mark, "w").close()
        os._exit(3)
    return 1


with Flow("prints") as flow:
    dies()

flow.run()
"""


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return require_python("bare")


@pytest.fixture(scope="module")
def place(bare: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with cluster(bare, tmp_path_factory.mktemp("wire")) as running:
        yield running


def go(python: Path, script: Path, address: str, *options: str) -> Done:
    command: Command = [python, script, "--address", address, *options]
    return run(command, script.parent, ok=True)


def test_an_imported_script_travels_by_value(
    bare: Path, place: Cluster, tmp_path: Path
) -> None:
    compile_text(DIAMOND, tmp_path)
    (tmp_path / "driver.py").write_text(DRIVER)
    done = run([bare, "driver.py", place.address], tmp_path, ok=True)
    [line] = [each for each in done.out.splitlines() if each.startswith("told:")]
    told: dict[str, Any] = json.loads(line.removeprefix("told:"))
    assert told["result"] == 9900
    assert told["imported"] == [False, False]
    assert told["on_scheduler"] == []
    _, *warm = told["runs"]
    assert max(sent for sent, _ in warm) <= 100_000
    assert max(sent for _, sent in warm) <= 100_000


def test_several_runtimes_meet_on_one_cluster(
    bare: Path, place: Cluster, tmp_path: Path
) -> None:
    scripts = []
    for name, text in {"one": DIAMOND, "two": SIGNALS}.items():
        (tmp_path / name).mkdir()
        scripts.append(compile_text(text, tmp_path / name))
    older = tmp_path / "older.py"
    text = scripts[1].read_text()
    [name] = set(re.findall(r"flowc_runtime_\w{12}", text))
    older.write_text(text.replace(name, name[:-1] + "x"))
    found = [
        go(bare, script, place.address, "--once").out for script in (*scripts, older)
    ]
    assert "sum-1 = 9900" in found[0]
    assert "total-1 = 4" in found[1] and "total-1 = 4" in found[2]
    assert len({name, *re.findall(r"flowc_runtime_\w{12}", scripts[0].read_text())}) > 1


@pytest.mark.parametrize("name", ["bare", "old"])
def test_workers_that_come_later_or_again(name: str, tmp_path: Path) -> None:
    python, script = require_python(name), compile_text(SIGNALS, tmp_path)
    with cluster(python, tmp_path / "c", 1, worker_args=("--nanny",)) as running:
        address = running.address
        assert "total-1 = 4" in go(python, script, address).out
        first = running.workers[0]
        late = start_worker(python, tmp_path, address, "late", "--nthreads", "3")
        try:
            late.wait_for("Registered to")
            first.stop()
            assert "total-1 = 4" in go(python, script, address).out
            late.kill_session()
            again = start_worker(python, tmp_path, address, "again", "--nanny")
            again.wait_for("Registered to")
            run([python, "-c", RESTART, address], tmp_path, ok=True)
            assert "total-1 = 4" in go(python, script, address).out
            again.kill_session()
        finally:
            late.kill_session()


def test_old_clients_are_silent_about_the_events_of_others(tmp_path: Path) -> None:
    python, script = require_python("old"), compile_text(SIGNALS, tmp_path)
    [runtime, *_] = re.findall(r"flowc_runtime_\w{12}", script.read_text())
    code = TWO_CLIENTS.format(script=script.stem, runtime=runtime)
    with cluster(python, tmp_path / "c", 1) as running:
        done = run([python, "-c", code, running.address], script.parent)
    assert done.out == "told: True 1\n", done.err
    assert "No event handler" not in done.err


def test_local_workers_never_run_the_program(bare: Path, tmp_path: Path) -> None:
    """Not when they start, nor when a nanny starts one again."""
    script = compile_text(PRINTS, tmp_path)
    done = run([bare, script], tmp_path, {"PLACE": str(tmp_path)}, ok=True)
    assert "dies-1 = 1" in done.out
    assert (tmp_path / "loaded").read_text() == "x"


def test_a_node_is_a_few_kilobytes(bare: Path, tmp_path: Path) -> None:
    script = compile_text(DIAMOND, tmp_path)
    measure = """
import sys, pickle, cloudpickle
sys.path.insert(0, ".")
import out
home = sys.modules[next(name for name in sys.modules if name.startswith("flowc_"))]
made = []
pack = home.pack
def packed(runs, channel):
    made.extend(runs)
    return pack(runs, channel)
home.pack = packed
from distributed import Client
with Client(sys.argv[1]) as client:
    out.run(client=client)
print(max(len(cloudpickle.dumps(run)) for run in made))
"""
    (tmp_path / "measure.py").write_text(measure)
    with cluster(bare, tmp_path / "c") as running:
        command: Command = [bare, "measure.py", running.address]
        done = run(command, tmp_path, ok=True)
    assert int(done.out.split()[-1]) <= 5_000, script
