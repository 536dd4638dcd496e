"""A first look at a scheduler's address, over a plain socket.

A Client waits on a wrong port for its whole time-out, and then only says so.
"""

import contextlib
import socket
import ssl
import time
import urllib.parse
from typing import Optional

SLICE = 2.0


def knock_at(address: str, timeout: float) -> Optional[str]:
    """Wait up to `timeout` seconds for a scheduler; None, or why there is none.

    Addresses of other schemes than tcp and tls are left to Dask.
    """
    parts = urllib.parse.urlsplit(address if "://" in address else f"tcp://{address}")
    if parts.scheme not in ("tcp", "tls"):
        return None
    try:
        host, port = parts.hostname, parts.port
    except ValueError as error:
        return f"that is no address: {error}"
    if not host or not port:
        return "that is no address: write it as tcp://host:8786"
    return knock_until(host, port, parts.scheme == "tcp", time.monotonic() + timeout)


def knock_until(host: str, port: int, greets: bool, deadline: float) -> Optional[str]:
    """Try to connect until the deadline; a scheduler on plain TCP speaks first."""
    reason = ""
    while time.monotonic() < deadline:
        left = max(0.1, min(SLICE, deadline - time.monotonic()))
        try:
            with socket.create_connection((host, port), timeout=left) as line:
                if not greets or line.recv(1):
                    return None
                reason = "something answers and hangs up"
        except socket.timeout:
            reason = "no answer"
        except (OSError, OverflowError) as error:
            reason = f"nobody can be reached there ({error})"
        if reason == "no answer":
            hint = silent_server(host, port, left)
            if hint:
                return hint
        time.sleep(min(0.2, max(0.0, deadline - time.monotonic())))
    return f"{reason}; is the scheduler running, and is this its port (8786)?"


def silent_server(host: str, port: int, timeout: float) -> Optional[str]:
    """What a server is that accepts connections but doesn't speak first, if known."""
    if speaks_http(host, port, timeout):
        return (
            "a web server answers there, such as Dask's dashboard (port 8787); "
            "the scheduler's own port is another one (8786)"
        )
    if speaks_tls(host, port, timeout):
        return (
            "the scheduler there wants TLS: use a tls:// address "
            "with --tls-ca, --tls-cert and --tls-key"
        )
    return None


def speaks_http(host: str, port: int, timeout: float) -> bool:
    with (
        contextlib.suppress(OSError),
        socket.create_connection((host, port), timeout=timeout) as line,
    ):
        line.sendall(b"GET / HTTP/1.0\r\n\r\n")
        return line.recv(5) == b"HTTP/"
    return False


def speaks_tls(host: str, port: int, timeout: float) -> bool:
    """Whether a TLS handshake gets an answer; certificates don't matter here."""
    settings_of_tls = ssl.create_default_context()
    settings_of_tls.check_hostname = False
    settings_of_tls.verify_mode = ssl.CERT_NONE
    try:
        with socket.create_connection((host, port), timeout=timeout) as line:
            settings_of_tls.wrap_socket(line).close()
        return True
    except ssl.SSLError as error:
        return "ALERT" in str(error.reason)
    except OSError:
        return False
