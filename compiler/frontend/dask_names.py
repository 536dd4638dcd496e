"""Names of Dask's cluster packages that today's releases no longer have.

Found in the packages themselves: dask-kubernetes 2026.3, dask-cloudprovider 2025.9.
"""

from collections.abc import Iterator, Mapping

import libcst as cst

from .findings import Findings
from .module import Module
from .names import aliases_of, bound_name, dotted, module_of
from .syntax import literal
from .walking import walk

_PACKAGES = ("dask_kubernetes", "dask_cloudprovider")
_OPERATOR = (
    "use dask_kubernetes.operator.KubeCluster(name=..., image=..., n_workers=...), for "
    "which Dask's operator has to be in the Kubernetes cluster; in place of a pod "
    "template it takes custom_cluster_spec=make_cluster_spec(...)"
)
_HELM = "give the address of the chart's scheduler: DaskExecutor(address=...)"
_AUTH = "leave it out: dask_kubernetes.operator.KubeCluster finds what kubectl uses"
# Where the classes of dask_cloudprovider are since its 0.5.
_CLOUDS = {
    "EC2Cluster": "aws",
    "ECSCluster": "aws",
    "FargateCluster": "aws",
    "AzureVMCluster": "azure",
    "GCPCluster": "gcp",
    "DropletCluster": "digitalocean",
}
_KUBERNETES = {
    "KubeCluster": _OPERATOR,
    "make_pod_spec": _OPERATOR,
    "make_pod_from_dict": _OPERATOR,
    "clean_pod_template": _OPERATOR,
    "HelmCluster": _HELM,
    "KubeAuth": _AUTH,
    "ClusterAuth": _AUTH,
    "KubeConfig": _AUTH,
    "InCluster": _AUTH,
}
_GONE_MODULES = ("classic", "core", "objects", "helm", "auth", "experimental")


def replacement_of(path: str) -> str | None:
    """What to write instead of a dotted path that no longer exists; None of others."""
    package, *parts = path.split(".")
    if package == "dask_kubernetes" and parts:
        if parts[0] in _GONE_MODULES:
            return _KUBERNETES.get(parts[-1], _OPERATOR)
        return _KUBERNETES.get(parts[0])
    if package == "dask_cloudprovider" and parts:
        moved = parts[0] in _CLOUDS or parts[0] == "providers"
        cloud = _CLOUDS.get(parts[-1])
        if moved and cloud:
            return f"use dask_cloudprovider.{cloud}.{parts[-1]}"
    return None


def say_gone(module: Module, findings: Findings) -> None:
    """Warn of each such name that a file imports, or names in a string."""
    if not any(package in module.source.text for package in _PACKAGES):
        return
    said: set[str] = set()
    for path, node in _paths(module.tree):
        instead = replacement_of(path)
        if instead is not None and path not in said:
            said.add(path)
            message = f"{path} does not exist in today's {path.partition('.')[0]}"
            findings.say("FLC314", message, node, help=instead)


def _paths(tree: cst.Module) -> Iterator[tuple[str, cst.CSTNode]]:
    """The dotted paths into other packages that code spells, each with its place."""
    nodes = list(walk(tree))
    known: dict[str, str] = {}
    for node in nodes:
        if isinstance(node, cst.Import):
            known.update(_imported(node))
    for node in nodes:
        if isinstance(node, cst.ImportFrom):
            home = module_of(node)
            for alias in aliases_of(node):
                yield f"{home}.{alias.evaluated_name}", alias
        elif isinstance(node, cst.Attribute):
            root, _, rest = dotted(node).partition(".")
            if root in known:
                yield f"{known[root]}.{rest}", node
        elif isinstance(node, cst.SimpleString):
            yield str(literal(node)), node


def _imported(node: cst.Import) -> Mapping[str, str]:
    """The names that an import binds, with what each stands for."""
    return {
        bound_name(alias): (alias.evaluated_name if alias.asname else bound_name(alias))
        for alias in node.names
    }
