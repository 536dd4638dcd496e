"""A flow as JSON, for programs: everything that the text says, uncut."""

import json
from typing import Any

from .flow import (
    Carried,
    Collection,
    Compare,
    Constant,
    Data,
    Edge,
    Flow,
    Item,
    Node,
    Operator,
    ParameterRead,
    Ref,
    Region,
    TaskCall,
)

JSON = dict[str, Any]


def as_json(flow: Flow) -> str:
    """The flow as an object; expressions are the text that they are in the source."""
    return json.dumps(_flow(flow), indent=2, ensure_ascii=False) + "\n"


def _flow(flow: Flow) -> JSON:
    return {
        "flow": flow.name.value if isinstance(flow.name.value, str) else None,
        "name": flow.name.text,
        "variable": flow.variable,
        "line": flow.span.line,
        "left": [
            {"reason": each.reason, "line": each.span.line if each.span else None}
            for each in flow.left
        ],
        "items": list(map(_item, flow.region.items)),
        "kernels": [list(kernel.nodes) for kernel in flow.kernels],
        "unfused": [
            {"node": each.node, "with": each.source, "reason": each.reason}
            for each in flow.unfused
        ],
        "code": [
            {"kind": code.kind.value, "binds": list(code.binds), "line": code.line}
            for code in flow.code
        ],
    }


def _item(item: Item) -> JSON:
    if isinstance(item, Region):
        line = item.span.line if item.span else None
        items = list(map(_item, item.items))
        return {
            "region": item.kind.value,
            "head": item.head,
            "line": line,
            "items": items,
        }
    return _carried(item) if isinstance(item, Carried) else _node(item)


def _carried(item: Carried) -> JSON:
    binds = sorted(item.binds)
    return {"python": item.text, "binds": binds, "line": item.span.line}


def _node(node: Node) -> JSON:
    return {
        "node": node.number,
        "slug": node.slug.text,
        "name": node.slug.name.text,
        "variable": node.variable,
        "action": _action(node),
        "edges": [_edge(edge) for edge in node.edges],
        "extent": str(node.extent),
        "mapped": node.mapped,
        "policy": {key: value.text for key, value in node.policy.items},
        "automatic": node.auto,
        "line": node.span.line,
    }


def _action(node: Node) -> JSON:
    action = node.action
    if isinstance(action, TaskCall):
        return {"call": action.function}
    if isinstance(action, Collection):
        return {"collect": action.kind}
    if isinstance(action, Constant):
        return {"constant": action.value.text}
    if isinstance(action, Compare):
        return {"compare": action.value.text}
    if isinstance(action, Operator):
        return {"operator": action.kind}
    return _parameter(action) if isinstance(action, ParameterRead) else {"merge": None}


def _parameter(action: ParameterRead) -> JSON:
    return {
        "parameter": action.parameter.text,
        "default": None if action.default is None else action.default.text,
        "required": None if action.required is None else action.required.text,
    }


def _edge(edge: Edge) -> JSON:
    found: JSON = {"key": edge.kind.key if isinstance(edge.kind, Data) else None}
    if isinstance(edge.source, Ref):
        found["node"] = edge.source.node
    else:
        found["value"] = edge.source.text
    return {**found, "spread": edge.spread.value}
