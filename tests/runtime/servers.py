"""A web server and a mail server for tests, on free ports of loopback."""

import contextlib
import json
import socketserver
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any


@contextlib.contextmanager
def served(server: socketserver.BaseServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextlib.contextmanager
def web_server(status: int = 200) -> Iterator[tuple[str, list[Any]]]:
    """A server's URL, and the JSON values that are posted to it."""
    posted: list[Any] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            data = self.rfile.read(int(self.headers["Content-Length"]))
            assert self.headers["Content-Type"] == "application/json"
            posted.append(json.loads(data))
            self.send_response(status)
            self.end_headers()

        def log_message(self, *details: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    with served(server):
        yield f"http://127.0.0.1:{server.server_port}/hook", posted


@contextlib.contextmanager
def mail_server(refusing: str = "") -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """A mail server's port, and the mails that it has taken.

    It refuses the command that `refusing` names.
    """
    mails: list[dict[str, Any]] = []

    class Handler(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            mail: dict[str, Any] = {"to": [], "commands": []}
            self.say("220 test")
            while line := self.rfile.readline().decode().strip():
                command, _, rest = line.partition(" ")
                mail["commands"].append(command.upper())
                if command.upper() == refusing:
                    self.say("550 no")
                elif command.upper() == "DATA":
                    self.say("354 go on")
                    mail["data"] = self.text()
                    mails.append(mail)
                    self.say("250 taken")
                elif command.upper() == "QUIT":
                    return self.say("221 bye")
                else:
                    if command.upper() == "RCPT":
                        mail["to"].append(rest.partition("<")[2].rstrip(">"))
                    self.say("250 ok")

        def text(self) -> str:
            lines = []
            while (line := self.rfile.readline()) != b".\r\n":
                lines.append(line)
            return b"".join(lines).decode()

        def say(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

    class Server(socketserver.ThreadingTCPServer):
        allow_reuse_address = True
        daemon_threads = True

    server = Server(("127.0.0.1", 0), Handler)
    with served(server):
        yield server.server_address[1], mails
