"""Which certificates go with which address."""

from pathlib import Path
from typing import Any

import pytest
from distributed import Security
from flowc.runtime.cluster.executors import DaskExecutor
from flowc.runtime.cluster.target import find_target
from flowc.runtime.cluster.tls import secured
from flowc.runtime.program.errors import ClusterUnreachable, UsageProblem
from flowc.runtime.program.options import parse_options

from tests.support.certificates import make_certificates


class GatewaySecurity:
    """As dask_gateway has it: it wants the texts of a key and a certificate."""

    def __init__(self, tls_key: str, tls_cert: str) -> None:
        self.tls_key = tls_key
        self.tls_cert = tls_cert


def found(argv: list[str], executor: Any = None) -> tuple[Any, Any]:
    options = parse_options("demo", argv)
    return secured(find_target(options, executor), options)


def tls_options(folder: Path) -> list[str]:
    made = make_certificates(folder)
    files = {"--tls-ca": made.ca, "--tls-cert": made.cert, "--tls-key": made.key}
    return [word for name, path in files.items() for word in (name, str(path))]


def test_nothing_is_left_to_dask() -> None:
    assert found(["--address", "tcp://h:1"]) == ("tcp://h:1", None)


def test_files_make_a_security_object(tmp_path: Path) -> None:
    address, security = found(["--address", "h:1", *tls_options(tmp_path)])
    assert address == "tls://h:1"
    assert isinstance(security, Security)
    assert security.require_encryption is True
    assert security.tls_client_key == str(tmp_path / "key.pem")
    assert security.tls_ca_file == str(tmp_path / "ca.pem")


def test_files_win_over_the_executor_s(tmp_path: Path) -> None:
    executor = DaskExecutor("tls://h:1", client_kwargs={"security": object()})
    assert isinstance(found(tls_options(tmp_path), executor)[1], Security)


def test_the_executor_s_object_is_passed_as_it_is() -> None:
    given = object()
    executor = DaskExecutor("tls://h:1", client_kwargs={"security": given})
    assert found([], executor) == ("tls://h:1", given)


def test_plain_tcp_and_certificates_contradict(tmp_path: Path) -> None:
    with pytest.raises(UsageProblem, match=r"tcp://h:1 \(from --address\).*tls://"):
        found(["--address", "tcp://h:1", *tls_options(tmp_path)])


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(UsageProblem, match=r"absent\.pem"):
        found(["--address", "tls://h:1", "--tls-ca", "absent.pem"])


def test_gateway_security_of_texts_and_of_paths(tmp_path: Path) -> None:
    key, cert = "-----BEGIN KEY-----", "-----BEGIN CERTIFICATE-----"
    (tmp_path / "k").write_text(key)
    (tmp_path / "c").write_text(cert)
    for given in (
        GatewaySecurity(key, cert),
        GatewaySecurity(str(tmp_path / "k"), str(tmp_path / "c")),
    ):
        executor = DaskExecutor("tls://h:1", client_kwargs={"security": given})
        _, security = found([], executor)
        assert (security.tls_key, security.tls_cert) == (key, cert)
    missing = GatewaySecurity("path-to-key", "path-to-cert")
    executor = DaskExecutor("tls://h:1", client_kwargs={"security": missing})
    with pytest.raises(UsageProblem, match="path-to-key"):
        found([], executor)


def test_a_gateway_s_address_needs_its_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "dask_gateway", None)
    with pytest.raises(ClusterUnreachable, match="dask-gateway"):
        found(["--address", "gateway://h:1/a"])
