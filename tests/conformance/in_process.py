"""Run a script as the main program, then write its EVENTS: FILE SCRIPT [OPTION...]"""

import json
import sys
from pathlib import Path
from types import ModuleType

target, *sys.argv = sys.argv[1:]
main = sys.modules["__main__"] = ModuleType("__main__")
try:
    exec(compile(Path(sys.argv[0]).read_text(), sys.argv[0], "exec"), main.__dict__)
finally:
    Path(target).write_text(json.dumps(getattr(main, "EVENTS", None)))
