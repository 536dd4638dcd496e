"""How the processes of the contenders are started."""

import os
import sys
from pathlib import Path

from tests.environments import python_of
from tests.support.commands import FLOWC, Command

from .contest import Run, Starting
from .place import CONTENDERS, USUAL, Place, Shape

SEVERAL = 1000


def program(
    name: str,
    file: str,
    workload: str,
    size: int = 0,
    environment: str = USUAL,
    rounds: int = SEVERAL,
) -> Run:
    """A contender of the folder of that name, on the cluster of its environment."""
    shape = Shape(environment if environment in (USUAL, "prefect3") else USUAL)

    def start(place: Place) -> tuple[Command, dict[str, str]]:
        address = place.cluster(shape).address
        path = CONTENDERS / f"{file}.py"
        command: Command = [
            python_of(environment),
            path,
            workload,
            str(size),
            address,
        ]
        # Parsl starts programs of its environment by their names.
        found = [str(python_of(environment).parent), os.environ.get("PATH", "")]
        env = {
            "PATH": os.pathsep.join(found),
            "PYTHONPATH": str(CONTENDERS),
            "PREFECT_HOME": str(place.folder / "prefect"),
            "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "120",
        }
        return command, env

    return Run(name, start, rounds=rounds, shape=shape, environment=environment)


def script(
    name: str, flow: str, size: int = 0, threads: int = 1, workload: str = "run"
) -> Run:
    """flowc's script of a flow, timed from a connected client to the result."""
    shape = Shape(threads=threads)

    def start(place: Place) -> tuple[Command, dict[str, str]]:
        address = place.cluster(shape).address
        path = CONTENDERS / "flowc_script.py"
        command: Command = [python_of(USUAL), path, workload, str(size), address]
        return command, {"FLOWC_SCRIPT": str(place.script(flow, size))}

    return Run(name, start, shape=shape)


def prefect1(
    name: str, flow: str, size: int, rounds: int = SEVERAL, threads: int = 1
) -> Run:
    """The flow file itself under Prefect 1.4.1 with a DaskExecutor."""
    shape = Shape(threads=threads)

    def start(place: Place) -> tuple[Command, dict[str, str]]:
        address = place.cluster(shape).address
        path = CONTENDERS / "prefect1.py"
        command: Command = [python_of(USUAL), path, "run", str(size), address]
        return command, {"FLOWC_FLOW": str(place.flow(flow, size))}

    return Run(name, start, rounds=rounds, shape=shape)


def cold_script(name: str, flow: str, where: str) -> Run:
    """A script as a program, from its start to its end; `where` is `tcp` or as the
    script's --local has it."""

    def start(place: Place) -> tuple[Command, dict[str, str]]:
        address = place.cluster(Shape()).address
        target = ["--address", address] if where == "tcp" else ["--local", where]
        return [python_of(USUAL), place.script(flow, 0), *target], {}

    return Run(name, start, whole=True)


def cold_code(name: str, code: str, ours: bool = False) -> Run:
    """A line of Python as a process; ADDRESS in it is the warm cluster's."""

    def start(place: Place) -> tuple[Command, dict[str, str]]:
        python = Path(sys.executable) if ours else python_of(USUAL)
        text = code.replace("ADDRESS", repr(place.cluster(Shape()).address))
        return [python, "-c", text], {}

    return Run(name, start, whole=True)


def compiling(name: str, source: Starting) -> Run:
    """`flowc compile` of a file that `source` writes and names, as a process."""

    def start(place: Place) -> tuple[Command, dict[str, str]]:
        (path,), _ = source(place)
        return [FLOWC, "compile", path, "-o", place.folder / "made.py", "--force"], {}

    return Run(name, start, whole=True)
