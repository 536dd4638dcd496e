"""How a script that carries the runtime as a text makes a module of it."""

import functools
import importlib.machinery
import importlib.util
import marshal
import multiprocessing.spawn
import os
import sys
import zlib
from typing import Any, Optional

# The start of the names of the processes that Dask starts for local workers.
WORKER_PROCESS = "Dask Worker process"


class TextLoader(importlib.machinery.SourceFileLoader):
    """Loads a module from a text of the script's; `path` would be its file.

    Python keeps what it has compiled in its own cache beside the script, by the text's
    hash, where there is a file and it can.
    """

    text = b""
    code: Any = None

    def path_stats(self, path: Any) -> Any:
        if path.startswith("<"):
            raise OSError("no file to keep anything beside")
        hashed = importlib.util.source_hash(self.text)
        return {"mtime": int.from_bytes(hashed[:4], "little"), "size": len(self.text)}

    def get_code(self, fullname: Any) -> Any:
        # Once: workers get the same.
        self.code = self.code or super().get_code(fullname)
        return self.code

    def get_data(self, path: Any) -> bytes:
        return self.text if path == self.path else super().get_data(path)


def load_text(name: str, text: str, script: dict[str, Any]) -> None:
    """Make the text the module `name`, for the script that has these globals."""
    keep_program_from_workers(script)
    if name in sys.modules:
        return
    path = f"<{name}>"
    if "__file__" in script:
        path = os.path.join(os.path.dirname(script["__file__"]), f"{name}.py")
    loader = TextLoader(name, path)
    loader.text = text.encode()
    spec = importlib.util.spec_from_loader(name, loader)
    assert spec is not None
    module = importlib.util.module_from_spec(spec)
    loader.exec_module(module)
    sys.modules.setdefault(name, module)


def keep_program_from_workers(script: dict[str, Any]) -> None:
    """Have local workers not run the program, if it is the script with these globals.

    multiprocessing runs a program again in each process that it starts, to find what
    is pickled by name; what a script sends travels by value.
    """
    prepare = multiprocessing.spawn.get_preparation_data
    if script.get("__name__") != "__main__" or hasattr(prepare, "__wrapped__"):
        return

    @functools.wraps(prepare)
    def prepare_without_program(name: str) -> dict[str, Any]:
        data: dict[str, Any] = prepare(name)
        if str(name).startswith(WORKER_PROCESS):
            data.pop("init_main_from_name", None)
            data.pop("init_main_from_path", None)
        return data

    multiprocessing.spawn.get_preparation_data = prepare_without_program


def runtime_code() -> Optional[bytes]:
    """Return the code of this runtime for another process, where `marshal` reads it
    once zlib has; None for an installed flowc, which is imported there."""
    if "." in __name__:
        return None
    module: Any = sys.modules[__name__]
    kept: Optional[bytes] = vars(module).get("__flowc_code__")
    if kept is None:
        code = module.__spec__.loader.get_code(module.__spec__.name)
        kept = vars(module)["__flowc_code__"] = zlib.compress(marshal.dumps(code), 1)
    return kept
