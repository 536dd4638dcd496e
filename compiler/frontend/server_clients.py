"""What code asks of `prefect.Client()`, of which a script answers only a part."""

from collections.abc import Mapping

import libcst as cst

from .findings import Findings
from .library_names import CLIENT_METHODS, STAND_INS
from .names import Names
from .stand_ins import StandIn
from .syntax import root_name, text_of

_CLIENT = "PrefectClient"
# Stands for what is asked where nobody sees it.
_ANYTHING = "*"


class Clients:
    """Follows the clients that some code makes to what it asks of them.

    `root` is the name that the last path began with.
    """

    def __init__(self, names: Names) -> None:
        self.names = names
        self.root = ""
        self.made: dict[str, cst.Call] = {}
        self.followed: set[cst.CSTNode] = set()

    def assign(self, node: cst.Assign) -> None:
        """Note that a variable or an attribute stands for a client."""
        if isinstance(node.value, cst.Call) and self.path(node.value):
            self.followed.add(node.value)
            self.made.update(
                (text_of(each.target), node.value) for each in node.targets
            )

    def asked(self, node: cst.Attribute) -> str | None:
        """The dotted path of what is asked of a client, None of anything else."""
        call: cst.CSTNode | None = node.value
        if not isinstance(call, cst.Call):
            call = self.made.get(text_of(node.value)) if self.made else None
        path = self.path(call) if isinstance(call, cst.Call) else None
        if path is None or call is None:
            return None
        self.followed.add(call)
        return f"{path}.{node.attr.value}"

    def unknown(self, node: cst.Call) -> str | None:
        """The path of a new client that is handed on, for all that may be asked."""
        if node in self.followed:
            return None
        path = self.path(node)
        return f"{path}.{_ANYTHING}" if path else None

    def path(self, call: cst.Call) -> str | None:
        """The path of the class, if a call makes a client."""
        found = self.names.path(call.func)
        if found is None or STAND_INS.get(found) != _CLIENT:
            return None
        self.root = root_name(call.func) or ""
        return found


def say_asked(
    found: StandIn, used: Mapping[str, cst.CSTNode], findings: Findings
) -> None:
    """Warn of what only a server can answer a client."""
    if found.symbol != _CLIENT:
        return
    for whole, node in used.items():
        method = whole[len(found.path) + 1 :]
        if not method or method in CLIENT_METHODS:
            continue
        what = f"prefect.Client.{method}"
        message = f"{what} needs a Prefect server, and a script has none"
        help = "the task that asks for it fails"
        if method == _ANYTHING:
            known = ", ".join(sorted(CLIENT_METHODS))
            message = "what is asked of this prefect.Client may need a Prefect server"
            help = f"a task fails that asks for more than {known}"
        findings.say("FLC408", message, node, help=help)
