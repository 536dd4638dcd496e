"""The statement that makes a flow, without what the script's settings hold instead."""

import libcst as cst

from .recipes import Recipe

# Keywords of Flow, by their place, that the settings of the script hold instead.
_PLACES = ("name", "schedule", "executor")
_GIVEN = frozenset({"schedule", "executor", "storage", "run_config", "environment"})


class Settled(cst.CSTTransformer):
    """Takes schedule, executor, storage, ... out of the call that makes the flow, and
    gives a block without a variable one."""

    def __init__(self, recipe: Recipe) -> None:
        super().__init__()
        self.recipe = recipe
        self.left_out: set[cst.CSTNode] = set()

    def leave_Call(self, original_node: cst.Call, updated_node: cst.Call) -> cst.Call:
        if original_node is not self.recipe.call or not self.recipe.made:
            return updated_node
        if not self.recipe.plain:
            return updated_node  # a subclass has arguments of its own
        kept = []
        pairs = zip(original_node.args, updated_node.args, strict=True)
        for place, (arg, updated) in enumerate(pairs):
            if (arg.keyword.value if arg.keyword else _place(place)) in _GIVEN:
                self.left_out.add(arg)
            else:
                kept.append(updated)
        if len(kept) < len(updated_node.args) and kept:
            last = updated_node.args[-1]
            kept[-1] = kept[-1].with_changes(
                comma=last.comma, whitespace_after_arg=last.whitespace_after_arg
            )
        return updated_node.with_changes(args=kept)

    def leave_WithItem(
        self, original_node: cst.WithItem, updated_node: cst.WithItem
    ) -> cst.WithItem:
        if original_node.item is not self.recipe.call or original_node.asname:
            return updated_node
        name = cst.AsName(cst.Name(self.recipe.variable))
        return updated_node.with_changes(asname=name)


def _place(place: int) -> str:
    return _PLACES[place] if place < len(_PLACES) else ""
