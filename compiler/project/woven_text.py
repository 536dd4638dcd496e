"""The one text that the statements of several modules become, with their origins."""

from dataclasses import replace

from ..origins import Origins, Stretch
from .import_text import import_of
from .scan import ScannedModule
from .targets import Targets


class WovenText:
    """Lines so far, and where they come from."""

    def __init__(self, targets: Targets) -> None:
        self.targets = targets
        self.lines: list[str] = []
        self.stretches: list[Stretch] = []
        self.seen: set[str] = set()
        # Imports from `__future__`, which stand above all others.
        self.futures: dict[str, None] = {}

    @property
    def text(self) -> str:
        return "\n".join(self.lines) + "\n"

    @property
    def origins(self) -> Origins:
        return Origins(self.stretches)

    def add(
        self,
        text: str,
        module: ScannedModule,
        line: int,
        effect: bool = False,
    ) -> None:
        """Enter lines that come from a module's line and those after it."""
        origin = module.source.origins.of(line)
        name = origin.name if origin else module.file
        file = origin.file if origin else module.source.file
        number = module.source.origins.line(line)
        start = len(self.lines) + 1
        stretch = Stretch(start, number, file, name, module.name, effect)
        self.stretches.append(stretch)
        self.lines += text.rstrip("\n").split("\n")
        for each in module.source.origins.stretches:
            # A statement of a notebook may begin behind one cell and end in the next.
            if line < each.start <= line + len(self.lines) - start:
                place = replace(stretch, start=start + each.start - line)
                again = replace(place, line=each.line, file=each.file, name=each.name)
                self.stretches.append(again)

    def resume(self, start: int, line: int) -> None:
        """The latest lines from `start` on are a place's from `line` on: one above them
        was put in between."""
        self.stretches.append(replace(self.stretches[-1], start=start, line=line))

    def prepend(self, lines: list[str]) -> None:
        """Put lines of flowc's own above all others."""
        if not lines:
            return
        count = len(lines)
        self.lines = [*lines, *self.lines]
        moved = [replace(each, start=each.start + count) for each in self.stretches]
        self.stretches = [replace(self.stretches[0], start=1, line=1), *moved]

    def say_once(self, text: str, module: ScannedModule, line: int) -> None:
        self.import_externals(module, line)
        if self.is_new(text):
            self.add(text, module, line)

    def is_new(self, text: str) -> bool:
        if text in self.seen:
            return False
        self.seen.add(text)
        return True

    def import_externals(self, module: ScannedModule, line: int) -> None:
        """Write the imports that the text to come turned out to need."""
        for target, name in self.targets.new_externals():
            self.add(import_of(target, name), module, line)
