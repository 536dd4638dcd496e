"""Programs written by hand that carry the runtime as a script does."""

import re

from flowc.compiler.emit.runtime_text import LOADER_END, runtime_module
from flowc.compiler.emit.templates import environment

IMPORT = re.compile(r"^from flowc\.runtime\S* import (?:\([^)]*\)|.*)\n", re.MULTILINE)


def carrying(program: str) -> str:
    """The program with the runtime's text in it, instead of imports of flowc's."""
    names = [n for line in IMPORT.finditer(program) for n in names_in(line[0])]
    runtime = runtime_module(names)
    loader = environment().get_template("loader.py.j2")
    top = loader.render(
        how="inline",
        name=runtime.name,
        mark=LOADER_END,
        load="load_runtime",
        line=f"from {runtime.name} import {', '.join(names)}",
    )
    return f"{top}\n{IMPORT.sub('', program)}\nFLOWC_RUNTIME = r'''{runtime.text}'''\n"


def names_in(line: str) -> list[str]:
    """The names that an import of flowc's binds."""
    return re.findall(r"\w+", line.partition(" import ")[2])
