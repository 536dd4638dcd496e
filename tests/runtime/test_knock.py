"""A first look at an address, against small servers."""

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flowc.runtime.cluster.probe import knock_at

from tests.support.certificates import make_certificates


@contextlib.contextmanager
def server(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """Something that listens on loopback and calls `answer` for each connection."""

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                line, _ = listener.accept()
                with line, contextlib.suppress(OSError):
                    answer(line)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)
    thread.join()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


def test_who_speaks_first_is_a_scheduler() -> None:
    with server(lambda line: line.sendall(b"hello")) as port:
        assert knock_at(f"tcp://127.0.0.1:{port}", 30) is None
        assert knock_at(f"127.0.0.1:{port}", 30) is None


def test_over_tls_nobody_speaks_first() -> None:
    with server(lambda line: None) as port:
        assert knock_at(f"tls://127.0.0.1:{port}", 30) is None


def test_nobody_listens() -> None:
    reason = knock_at(f"tcp://127.0.0.1:{free_port()}", 0.3)
    assert reason is not None and "refused" in reason and "8786" in reason


def test_it_waits_for_a_scheduler_that_is_late() -> None:
    port = free_port()
    reasons: list[str | None] = []
    waiting = threading.Thread(
        target=lambda: reasons.append(knock_at(f"tcp://127.0.0.1:{port}", 60))
    )
    waiting.start()
    waiting.join(0.5)
    assert waiting.is_alive()
    with socket.create_server(("127.0.0.1", port)) as listener:
        line, _ = listener.accept()
        line.sendall(b"hello")
        waiting.join()
        line.close()
    assert reasons == [None]


def test_a_web_server_is_told_from_a_scheduler() -> None:
    def http(line: socket.socket) -> None:
        if line.recv(100).startswith(b"GET"):
            line.sendall(b"HTTP/1.1 200 OK\r\n\r\n")

    with server(http) as port:
        reason = knock_at(f"tcp://127.0.0.1:{port}", 30)
    assert reason is not None and "8787" in reason


def test_a_scheduler_that_wants_tls(tmp_path: Path) -> None:
    made = make_certificates(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(made.cert, made.key)
    context.load_verify_locations(made.ca)
    context.verify_mode = ssl.CERT_REQUIRED

    def secure(line: socket.socket) -> None:
        context.wrap_socket(line, server_side=True).recv(1)

    with server(secure) as port:
        reason = knock_at(f"tcp://127.0.0.1:{port}", 30)
    assert reason is not None and "tls://" in reason and "--tls-ca" in reason


@pytest.mark.parametrize(
    "address", ["scheduler", "tcp://", "tcp://:8786", "tcp://h", "tcp://h:99999", ""]
)
def test_what_is_no_address(address: str) -> None:
    reason = knock_at(address, 30)
    assert reason is not None and "no address" in reason


@pytest.mark.parametrize("address", ["gateway://h:1/a", "inproc://1/2", "ftp://h:1"])
def test_other_schemes_are_left_to_dask(address: str) -> None:
    assert knock_at(address, 30) is None
