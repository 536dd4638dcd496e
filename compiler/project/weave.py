"""Weaves the wanted statements of a project's modules into one text."""

from .apart_text import ApartText
from .edits import Edits
from .import_lines import ImportLines
from .loading import Step
from .meanings import Own
from .modules import Project
from .rewrite import text_of_unit
from .scan import Part, ScannedModule, Unit
from .targets import Targets
from .woven_text import WovenText


class Weaver:
    """Writes statement after statement, in the order in which they would run."""

    def __init__(
        self,
        project: Project,
        targets: Targets,
        text: WovenText,
        edits: Edits,
        imports: ImportLines,
        apart_text: ApartText,
    ) -> None:
        self.project = project
        self.naming = targets.naming
        self.targets = targets
        self.text = text
        self.edits = edits
        self.imports = imports
        self.apart_text = apart_text
        self.waiting: dict[str, list[Unit]] = {}

    def weave(self, steps: list[Step], circles: dict[str, list[ScannedModule]]) -> None:
        """Write the statements; `circles` are the modules of their own, each with those
        that it can't be without."""
        left = {name: sum(m.name == name for m, _ in steps) for name in circles}
        for module, unit in steps:
            if module.name in self.targets.apart:
                left[module.name] -= 1
                if not left[module.name]:
                    self.apart(module, unit, circles)
                continue
            if unit.part is Part.IMPORT:
                self.waiting.setdefault(module.name, []).append(unit)
            elif unit.part is not Part.TEXT or module is self.project.entry:
                self.made_ready(module)
                self.statement(module, unit)
            self.imports.defined |= {Own(module.name, name) for name in unit.binds}
            self.imports.settle()
        self.made_ready(self.project.entry)

    def made_ready(self, module: ScannedModule) -> None:
        """Write what the imports give a module, right before what comes behind them."""
        for unit in self.waiting.pop(module.name, ()):
            self.imports.write(module, unit)

    def apart(
        self,
        module: ScannedModule,
        unit: Unit,
        circles: dict[str, list[ScannedModule]],
    ) -> None:
        """A module of its own, once all of its circle have been read."""
        circle = circles[module.name]
        if module is not circle[-1]:
            return
        prefect = self.naming.free("prefect")
        text = self.apart_text.statement(circle, prefect)
        if f"{prefect}." in text or f": {prefect}," in text:
            text = f"import prefect as {prefect}\n{text}"
        self.text.import_externals(module, 1)
        waits = module.name in self.targets.waiting
        self.text.add(text, module, 1, effect=not waits)

    def statement(self, module: ScannedModule, unit: Unit) -> None:
        edits = list(self.edits.of(module, unit))
        self.text.import_externals(module, unit.line)
        for name in self.edits.places.asked_by(module, unit):
            self.text.say_once(self.edits.places.line(module, name), module, unit.line)
        text = text_of_unit(module, unit, edits)
        start = len(self.text.lines) + 1
        self.text.add(text, module, unit.start, unit.part is Part.EFFECT)
        for edit in (each for each in edits if each.text.startswith("@")):
            # The line that was put above a definition does not move what is behind it.
            line = module.source.origins.line(edit.line)
            self.text.resume(start + edit.line - unit.start + 1, line)
