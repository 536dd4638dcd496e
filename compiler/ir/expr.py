"""Build-time expressions: text that the script carries and evaluates itself."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Expr:
    """A build-time expression: its text, and the variables that occur in it.

    `symbols` are the stand-ins of the runtime that it uses, by their own names.
    `value` is what it evaluates to where the compiler knows (a literal, a range of
    literals), else Ellipsis.
    """

    text: str
    names: frozenset[str] = frozenset()
    symbols: frozenset[str] = frozenset()
    value: object = field(default=..., compare=False)

    @property
    def known(self) -> bool:
        """Whether the compiler knows the value."""
        return self.value is not ...


def free_name(name: str, taken: frozenset[str] | set[str]) -> str:
    """`name`, with as many trailing underscores as make it free."""
    while name in taken:
        name += "_"
    return name
