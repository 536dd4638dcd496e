"""A real dask-gateway-server on loopback, its clusters being local processes."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.support.cluster import Background
from tests.support.commands import Command

CONFIG = """\
c.DaskGateway.backend_class = "dask_gateway_server.backends.local.UnsafeLocalBackend"
c.DaskGateway.authenticator_class = "dask_gateway_server.auth.SimpleAuthenticator"
c.DaskGateway.log_level = "INFO"
c.DaskGateway.address = "127.0.0.1:{api}"
c.Proxy.address = "127.0.0.1:{http}"
c.UnsafeLocalBackend.clusters_directory = {folder!r}
c.UnsafeLocalBackend.api_url = "http://127.0.0.1:{http}/api"
c.ClusterConfig.scheduler_cmd = [{dask!r}, "scheduler"]
c.ClusterConfig.worker_cmd = [{dask!r}, "worker"]
c.UnsafeLocalBackend.cluster_heartbeat_period = 1
c.ClusterConfig.worker_cores = 1
"""


def free_port() -> int:
    """Return a port of loopback that nothing listens on at the moment."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@dataclass
class Gateway:
    """A running server and what its clients need to find it."""

    address: str
    server: Background

    @property
    def env(self) -> dict[str, str]:
        return {"DASK_GATEWAY__ADDRESS": self.address}


@contextmanager
def gateway_server(python: Path, folder: Path) -> Iterator[Gateway]:
    """Run the server of environment `python`, with its files in `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    ports = {name: free_port() for name in ("api", "http")}
    dask = str(python.with_name("dask"))
    config = folder / "gateway_config.py"
    config.write_text(CONFIG.format(folder=str(folder), dask=dask, **ports))
    command: Command = [python.with_name("dask-gateway-server"), "-f", config]
    server = Background(command, folder / "gateway.log")
    try:
        server.wait_for("Dask-Gateway server started")
        yield Gateway(f"http://127.0.0.1:{ports['http']}", server)
    finally:
        server.stop()  # gently: it is what ends the sessions of its clusters
        server.kill_session()
