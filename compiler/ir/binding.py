"""Bindings: the names that the source imports from prefect, as the script has them."""

from dataclasses import dataclass

# The runtime's functions that keep pairs in the file that FLOWC_KV names.
KEY_FUNCTIONS = frozenset({"set_key_value", "get_key_value", "delete_key", "list_keys"})


@dataclass(frozen=True)
class Binding:
    """A name of the source's and the expression of the runtime's that it stands for."""

    name: str
    text: str
    symbols: frozenset[str]

    @property
    def is_symbol(self) -> bool:
        """Whether it is one symbol of the runtime's, which can be imported by name."""
        return self.text in self.symbols
