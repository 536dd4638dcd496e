"""Where a benchmark runs: its folder, its scripts, and its warm clusters."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.environments import python_of
from tests.support.cluster import Cluster, cluster
from tests.support.commands import flowc

from .memory import Watched

HERE = Path(__file__).parent
CONTENDERS = HERE / "contenders"
# The cluster and its clients have Prefect 1.4.1 and Dask, and not flowc.
USUAL = "oracle"


@dataclass(frozen=True)
class Shape:
    """A cluster to measure on: two workers of so many threads, and their Python."""

    environment: str = USUAL
    threads: int = 1


class Place:
    """The folder of one run of the benchmark, and what has been started in it."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self.stack = stack
        self.clusters: dict[Shape, Cluster] = {}

    def cluster(self, shape: Shape) -> Cluster:
        """The warm cluster of this shape, started when it is first asked for."""
        if shape not in self.clusters:
            folder = self.folder / f"{shape.environment}-{shape.threads}"
            folder.mkdir()
            started = cluster(
                python_of(shape.environment),
                folder,
                worker_args=("--nthreads", str(shape.threads), "--no-nanny"),
                env={"PYTHONPATH": str(CONTENDERS)},
            )
            self.clusters[shape] = self.stack.enter_context(started)
        return self.clusters[shape]

    def scheduler(self, shape: Shape) -> Watched:
        """The memory of the scheduler's process."""
        return Watched(self.cluster(shape).scheduler.process.pid)

    def flow(self, name: str, size: int) -> Path:
        """A flow file with this SIZE, in a folder of its own."""
        folder = self.folder / "flows" / f"{name}-{size}"
        path = folder / f"{name}.py"
        if not path.exists():
            folder.mkdir(parents=True)
            lines = (HERE / "flows" / f"{name}.py").read_text().splitlines(True)
            sized = [f"SIZE = {size}\n" if x.startswith("SIZE =") else x for x in lines]
            path.write_text("".join(sized))
        return path

    def script(self, name: str, size: int) -> Path:
        """The script that flowc makes of it."""
        flow = self.flow(name, size)
        script = flow.with_name("out.py")
        if not script.exists():
            flowc("compile", flow.name, "-o", "out.py", folder=flow.parent, ok=True)
        return script


@contextmanager
def opened(folder: Path) -> Iterator[Place]:
    """A place in `folder`; what it has started is stopped at the end."""
    with ExitStack() as stack:
        yield Place(folder, stack)
