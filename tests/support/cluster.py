"""Real Dask clusters: one scheduler process and some worker processes on loopback."""

import json
import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from tests.support.commands import Command, clean_environment

# Without a dashboard there is still an HTTP server: let it have any free port.
NO_DASHBOARD = ("--no-dashboard", "--dashboard-address", "127.0.0.1:0")
# If the tests are killed before they can clean up, the scheduler ends itself in the
# end, and its workers with it.
END_ITSELF = {"DASK_DISTRIBUTED__SCHEDULER__IDLE_TIMEOUT": "15 minutes"}
PATIENCE = 90  # seconds, for a loaded machine; nothing waits that long otherwise


def wait_until(
    what: str, done: Callable[[], object], seconds: float = PATIENCE
) -> None:
    """Return as soon as `done()` is true; raise TimeoutError naming `what`."""
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise TimeoutError(f"{what}: not within {seconds} s")
        time.sleep(0.05)


class Background:
    """A process of its own session, whose output goes to a file."""

    def __init__(
        self,
        command: Command,
        log: Path,
        env: Mapping[str, str] | None = None,
    ) -> None:
        self.log = log
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                [str(part) for part in command],
                cwd=log.parent,
                env=clean_environment(log.parent, env),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def text(self) -> str:
        return self.log.read_text(errors="replace")

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def says(self, words: str) -> bool:
        """Tell whether `words` were written; raise when the process has ended."""
        if words in self.text:
            return True
        if not self.running:
            raise RuntimeError(f"ended with {self.process.returncode}:\n{self.text}")
        return False

    def wait_for(self, words: str) -> None:
        wait_until(f"{words!r} in {self.log.name}", lambda: self.says(words))

    def stop(self, sent: signal.Signals = signal.SIGTERM) -> int:
        """Send the process alone a signal; return its exit code (-N: by signal N)."""
        self.process.send_signal(sent)
        return self.process.wait(PATIENCE)

    def kill_session(self) -> None:
        """Kill the process and whatever it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def session_is_empty(self) -> bool:
        """Tell whether no process of the session is left."""
        try:
            os.killpg(self.process.pid, 0)
        except ProcessLookupError:
            return True
        return False


@dataclass
class Cluster:
    """A running cluster: its address and its processes."""

    address: str
    scheduler_file: Path
    scheduler: Background
    workers: list[Background]


def start_scheduler(
    python: Path, folder: Path, *args: str, env: Mapping[str, str] | None = None
) -> tuple[str, Background]:
    """Start `dask scheduler` on a free port; return its address and process."""
    file = folder / "scheduler.json"
    host = ["--host", "127.0.0.1", "--port", "0", *NO_DASHBOARD]
    dask: Command = [python, "-m", "dask", "scheduler"]
    command = [*dask, *host, "--scheduler-file", file, *args]
    process = Background(
        command, folder / "scheduler.log", {**END_ITSELF, **(env or {})}
    )

    def is_written() -> bool:
        process.says("Scheduler at:")
        try:
            return bool(json.loads(file.read_text())["address"])
        except (FileNotFoundError, ValueError):
            return False

    wait_until("the scheduler file", is_written)
    return json.loads(file.read_text())["address"], process


def start_worker(
    python: Path,
    folder: Path,
    address: str,
    name: str,
    *args: str,
    env: Mapping[str, str] | None = None,
) -> Background:
    """Start `dask worker` with one thread; it may not have registered yet."""
    dask: Command = [python, "-m", "dask", "worker", address, "--nthreads", "1"]
    place = ["--host", "127.0.0.1", "--local-directory", str(folder), "--name", name]
    options = [*NO_DASHBOARD, *(args or ("--no-nanny",))]
    log = folder / f"worker-{name}.log"
    return Background([*dask, *place, *options], log, env)


@contextmanager
def cluster(
    python: Path,
    folder: Path,
    workers: int = 2,
    scheduler_args: tuple[str, ...] = (),
    worker_args: tuple[str, ...] = (),
    env: Mapping[str, str] | None = None,
) -> Iterator[Cluster]:
    """Run a cluster of processes of `python`, with its files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    address, scheduler = start_scheduler(python, folder, *scheduler_args, env=env)
    started: list[Background] = []
    try:
        for n in range(workers):
            worker = start_worker(
                python, folder, address, f"w{n}", *worker_args, env=env
            )
            started.append(worker)
        for worker in started:
            worker.wait_for("Registered to:")
        yield Cluster(address, folder / "scheduler.json", scheduler, started)
    finally:
        for process in (*started, scheduler):
            process.kill_session()
