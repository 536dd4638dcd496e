"""Running a task's body with a limit on its time (semantics, section 10.2).

In the main thread an alarm interrupts the body. In any other thread, as on a Dask
worker, the body runs in a process of its own, where an alarm interrupts it, or which
is killed soon after where none does.
"""

import signal
import subprocess
import sys
import threading
from typing import Any, Callable

from ..context.context import context_entered, context_values
from ..states.signals import TaskTimeoutSignal
from ..wire.loading import runtime_code
from ..worker.channels import collected_notes
from .shared_notes import send_collected
from .task_logs import configure_task_log

# What the process of its own runs: the first line of its answer is the kind.
CHILD = """
import marshal, pickle, sys, types, zlib
output = sys.stdout.buffer
sys.stdout = sys.stderr
try:
    sys.path[:] = pickle.load(sys.stdin.buffer)
    name, code = pickle.load(sys.stdin.buffer)
    if code is not None:
        module = sys.modules[name] = types.ModuleType(name)
        exec(marshal.loads(zlib.decompress(code)), vars(module))
    function, arguments = pickle.load(sys.stdin.buffer)
    answer = (True, function(**arguments))
except BaseException as error:
    answer = (False, error)
try:
    import cloudpickle
    data = cloudpickle.dumps(answer)
except Exception as error:
    data = pickle.dumps((False, TypeError("the result can't be sent: %r" % error)))
output.write(data)
output.flush()
"""
# What of the context a body has no use for, and may be large.
LEFT_HERE = frozenset({"caches", "flows", "flow_result"})
# Seconds for a process to start and to send its answer before it is killed.
KILL_AFTER = 5.0


def call_within(
    seconds: float, function: Callable[..., Any], arguments: dict[str, Any], name: str
) -> Any:
    """Call the function; TaskTimeoutSignal if it takes longer than `seconds`."""
    main = threading.current_thread() is threading.main_thread()
    if main and hasattr(signal, "setitimer"):
        return call_with_alarm(seconds, function, arguments)
    return call_in_process(seconds, function, arguments, name)


def call_with_alarm(
    seconds: float, function: Callable[..., Any], arguments: dict[str, Any]
) -> Any:
    def interrupt(*_: Any) -> None:
        raise TaskTimeoutSignal("Execution timed out.")

    before = signal.signal(signal.SIGALRM, interrupt)
    try:
        signal.setitimer(signal.ITIMER_REAL, seconds)
        return function(**arguments)
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def call_in_context(
    context: dict[str, Any], function: Callable[..., Any], arguments: dict[str, Any]
) -> tuple[bool, Any, list[Any]]:
    """Call the function with the context of the process that asked for it.

    Returns whether it succeeded, its result or what it raised, and its notes.
    """
    notes: list[Any] = []
    collected_notes.append(notes)
    configure_task_log(context.get("log_level", "INFO"))
    with context_entered(context):
        try:
            return True, function(**arguments), notes
        except BaseException as error:
            return False, error, notes


def call_in_process(
    seconds: float, function: Callable[..., Any], arguments: dict[str, Any], name: str
) -> Any:
    """Call the function in a new process; what it raises is raised here."""
    import pickle

    import cloudpickle

    inner = {"seconds": seconds, "function": function, "arguments": arguments}
    alarmed = hasattr(signal, "setitimer")
    call = (call_with_alarm, inner) if alarmed else (function, arguments)
    context = {k: v for k, v in context_values().items() if k not in LEFT_HERE}
    known = {"context": context, "function": call[0], "arguments": call[1]}
    request = pickle.dumps(sys.path) + pickle.dumps((__name__, runtime_code()))
    request += cloudpickle.dumps((call_in_context, known))
    command = [sys.executable, "-c", CHILD]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:
        try:
            answer, _ = process.communicate(request, timeout=seconds + KILL_AFTER)
        except subprocess.TimeoutExpired:
            process.kill()
            message = f"Execution timed out for Task {name!r}."
            raise TaskTimeoutSignal(message) from None
    if process.returncode != 0 or not answer:
        raise RuntimeError(f"the task's process ended with code {process.returncode}")
    succeeded, result = pickle.loads(answer)
    if succeeded:
        succeeded, result, notes = result
        send_collected(notes)
    if not succeeded:
        raise result
    return result
