"""A compiler whose answers the source itself says, to test the shell around it.

`with Flow("name") as variable` is a flow; a line `# say: error` (or warning, note)
is a diagnostic at that line; `# raise` is a bug. What follows a line `# body:` is
the body of the script.
"""

import re

from flowc.compiler.diagnostics import Diagnostic, Severity, Span, diagnose
from flowc.compiler.driver import Options, Result, Script
from flowc.compiler.emit.seal import seal
from flowc.compiler.source import Source

_FLOW = re.compile(r'^with Flow\("(.*)"\) as (\w+)', re.MULTILINE)


def compile_source(source: Source, options: Options) -> Result:
    """Answer as the driver does."""
    if "# raise" in source.text:
        raise ZeroDivisionError("first line\nsecond line")
    said = tuple(_said(source))
    found = [
        (name, variable)
        for name, variable in _FLOW.findall(source.text)
        if options.flow in (None, name, variable)
    ]
    if any(each.severity is Severity.ERROR for each in said):
        return Result(said, (), ())
    scripts = tuple(_script(source, *flow, options) for flow in found)
    return Result(said, scripts, ())


def _said(source: Source) -> list[Diagnostic]:
    found = []
    for number, line in enumerate(source.text.split("\n"), 1):
        if line.startswith("# say: "):
            severity = Severity(line.removeprefix("# say: "))
            span = Span(source.file, number, 3, number, len(line) + 1)
            found.append(diagnose("FLC004", "as told", span, severity=severity))
    return found


def _script(source: Source, name: str, variable: str, options: Options) -> Script:
    usual = f'"""The flow {name}, {options.runtime}."""\n\nprint({name!r})\n'
    _, _, told = source.text.partition("# body:\n")
    body = told or usual
    text = seal(body, source_name=source.name, source_sha256=source.sha256, flow=name)
    return Script(name, variable, text)
