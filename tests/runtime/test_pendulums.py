"""The first use of pendulum, by several threads at once."""

import sys
from pathlib import Path

from tests.support.commands import run

HALF = """
import time

time.sleep(0.5)
whole = True
"""
THREADS = """
import sys
import threading
import time

sys.path.insert(0, {folder!r})
from flowc.runtime.pendulum.installed import pendulum_module

found = []


def use():
    found.append(pendulum_module().whole)


first = threading.Thread(target=use)
first.start()
while "pendulum" not in sys.modules:
    time.sleep(0.001)
second = threading.Thread(target=use)
second.start()
first.join()
second.join()
print(found)
"""


def test_no_thread_gets_half_a_module(tmp_path: Path) -> None:
    (tmp_path / "pendulum.py").write_text(HALF)
    text = THREADS.format(folder=str(tmp_path))
    done = run([sys.executable, "-c", text], tmp_path, ok=True)
    assert done.out == "[True, True]\n", done.text
