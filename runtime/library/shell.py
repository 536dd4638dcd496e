"""`ShellTask`: a command as a task (semantics, section 2.7)."""

import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from typing import Any, Optional, Union

from ..authoring.function_tasks import attribute_defaults
from ..authoring.tasks import Task
from ..states.signals import FAIL


class ShellTask(Task):
    """Runs a command with a shell, `helper_script` before it in the same script.

    The result is the last line of output (standard error with it), or with
    `return_all` the list of all lines; without any output None, or an empty list. A
    command that fails raises FAIL with that result (case 175). `stream_output` logs
    each line at once, at INFO or at the level it names; `log_stderr` logs the result
    of a command that fails.
    """

    def __init__(
        self,
        command: Optional[str] = None,
        env: Optional[dict[str, str]] = None,
        helper_script: Optional[str] = None,
        shell: str = "bash",
        return_all: bool = False,
        log_stderr: bool = False,
        stream_output: Union[bool, int, str] = False,
        **named: Any,
    ) -> None:
        self.command = command
        self.env = env
        self.helper_script = helper_script
        self.shell = shell
        self.return_all = return_all
        self.log_stderr = log_stderr
        self.stream_output = level_of_stream(stream_output)
        super().__init__(**named)

    @attribute_defaults("command", "env", "helper_script")
    def run(
        self,
        command: Optional[str] = None,
        env: Optional[dict[str, str]] = None,
        helper_script: Optional[str] = None,
    ) -> Union[str, list[str], None]:
        if command is None:
            raise TypeError("run() missing required argument: 'command'")
        parts = [helper_script, os.linesep] if helper_script else []
        with tempfile.NamedTemporaryFile("w", prefix="prefect-") as script:
            script.write("".join([*parts, command]))
            script.flush()
            code, lines = self.run_script(script.name, {**os.environ, **(env or {})})
        output = lines if self.return_all else (lines[-1] if lines else None)
        if code:
            self.fail_with(code, output)
        return output

    def run_script(self, path: str, env: dict[str, str]) -> tuple[int, list[str]]:
        """Run a script; its exit code, and its lines of output or only the last."""
        with subprocess.Popen(
            [self.shell, path],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=env,
            # Without its own shell Windows does not look in PATH.
            shell=sys.platform == "win32",
        ) as process:
            try:
                lines: list[str] = []
                for line in lines_of(process.stdout or ()):
                    self.take(line, lines)
            except BaseException:  # a time limit, or the run is being stopped
                process.kill()
                raise
        return process.returncode, lines

    def take(self, line: str, lines: list[str]) -> None:
        """Log a line of output if output is logged, and keep it, as the only one
        unless all are wanted."""
        if self.stream_output:
            self.logger.log(self.stream_output, "%s", line)
        if not self.return_all:
            lines.clear()
        lines.append(line)

    def fail_with(self, code: int, output: Any) -> None:
        message = f"Command failed with exit code {code}"
        self.logger.error(message)
        if self.log_stderr and not self.stream_output:
            text = "\n".join(output) if self.return_all else output
            self.logger.error("%s", text)
        raise FAIL(message, result=output)


def lines_of(stream: Iterable[bytes]) -> Iterator[str]:
    return (raw.decode("utf-8", "replace").rstrip() for raw in stream)


def level_of_stream(said: Union[bool, int, str]) -> int:
    """The log level that `stream_output` names, 0 for no logging; else TypeError."""
    if isinstance(said, str):
        level = logging.getLevelName(said)
        if not isinstance(level, int):
            raise TypeError(f"'stream_output': {level} is not a valid log level")
        return level
    return logging.INFO if said is True else int(said)
