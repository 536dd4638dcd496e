"""TLS: which certificates go with an address."""

import os
from typing import Any, Optional

from ..program.errors import ClusterUnreachable, UsageProblem
from ..program.options import Options
from .target import Target

GATEWAY_SCHEME = "gateway://"


def secured(target: Target, options: Options) -> tuple[Any, Optional[Any]]:
    """The address to use and the security object for it, None for Dask's own.

    Certificates given as options come first, then what the source's executor has
    for its client, whatever its class. UsageProblem if they can't go together.
    """
    files = (options.tls_ca, options.tls_cert, options.tls_key)
    address = target.place if target.kind == "address" else None
    if isinstance(address, str) and address.startswith(GATEWAY_SCHEME):
        register_gateway(target)
    if not any(files):
        return address, with_contents(target.executor.client_kwargs.get("security"))
    for path in files:
        if path and not os.path.isfile(path):
            raise UsageProblem(f"no such certificate file: {path}")
    return over_tls(address, target), tls_security(*files)


def over_tls(address: Any, target: Target) -> Any:
    """The address with tls:// in front; a UsageProblem if it says tcp://."""
    if not isinstance(address, str) or address.startswith("tls://"):
        return address
    if "://" in address:
        hint = "certificates were given, so it has to start with tls://"
        raise UsageProblem(f"{target.text}: {hint}")
    return f"tls://{address}"


def tls_security(
    ca_file: Optional[str], cert_file: Optional[str], key_file: Optional[str]
) -> Any:
    """Dask's security object for files, which never talks without encryption."""
    from distributed import Security

    return Security(
        tls_ca_file=ca_file,
        tls_client_cert=cert_file,
        tls_client_key=key_file,
        require_encryption=True,
    )


def with_contents(security: Any) -> Any:
    """The security object, a Gateway's with the contents of the files that it names.

    Prefect's documentation gives GatewaySecurity paths; Gateway itself wants texts.
    """
    if type(security).__name__ != "GatewaySecurity":
        return security
    texts = {}
    for name in ("tls_key", "tls_cert"):
        texts[name] = getattr(security, name)
        if isinstance(texts[name], str) and "-----BEGIN" not in texts[name]:
            try:
                with open(texts[name], encoding="utf-8") as stream:
                    texts[name] = stream.read()
            except OSError as error:
                raise UsageProblem(f"GatewaySecurity: {error}") from None
    return type(security)(**texts)


def register_gateway(target: Target) -> None:
    """Have dask_gateway teach Dask its scheme; ClusterUnreachable if it's missing."""
    try:
        import dask_gateway  # noqa: F401
    except ImportError:
        hint = "a gateway:// address needs the package dask-gateway, which is missing"
        raise ClusterUnreachable(f"{target.text}: {hint}") from None
