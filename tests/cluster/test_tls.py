"""TLS, with the certificates given in each of the ways that there are."""

from pathlib import Path

import pytest

from tests.support.certificates import Certificates
from tests.support.cluster import Cluster
from tests.support.commands import compile_text
from tests.support.places import seed_text
from tests.support.reports import run_script

pytestmark = [pytest.mark.cluster, pytest.mark.environment]


def test_by_options(
    tls_cluster: Cluster,
    certificates: Certificates,
    bare_python: Path,
    quick_script: Path,
    tmp_path: Path,
) -> None:
    files = {"ca": certificates.ca, "cert": certificates.cert, "key": certificates.key}
    tls = [
        word for name, path in files.items() for word in (f"--tls-{name}", str(path))
    ]
    options = ["--once", "--address", tls_cluster.address, *tls]
    done, report = run_script(bare_python, quick_script, tmp_path, *options)
    assert done.code == 0, done.text
    assert report["tasks"]["sum-1"]["result"] == "9900"


@pytest.mark.parametrize("prefix", ["FLOWC_TLS_", "DASK_DISTRIBUTED__COMM__TLS__"])
def test_by_variables(
    prefix: str,
    tls_cluster: Cluster,
    certificates: Certificates,
    bare_python: Path,
    quick_script: Path,
    tmp_path: Path,
) -> None:
    ours = {"CA": certificates.ca, "CERT": certificates.cert, "KEY": certificates.key}
    dasks = {
        "CA_FILE": certificates.ca,
        "CLIENT__CERT": certificates.cert,
        "CLIENT__KEY": certificates.key,
    }
    files = ours if prefix.startswith("FLOWC") else dasks
    env = {prefix + name: str(path) for name, path in files.items()}
    env["FLOWC_ADDRESS"] = tls_cluster.address
    done, report = run_script(bare_python, quick_script, tmp_path, "--once", env=env)
    assert done.code == 0, done.text
    assert report["tasks"]["sum-1"]["result"] == "9900"


def test_by_the_source_s_security(
    tls_cluster: Cluster, certificates: Certificates, bare_python: Path, tmp_path: Path
) -> None:
    entry = f"""\
def main():
    from distributed import Security
    from prefect.executors import DaskExecutor

    folder = {str(certificates.ca.parent)!r}
    security = Security(
        tls_ca_file=folder + "/ca.pem",
        tls_client_cert=folder + "/cert.pem",
        tls_client_key=folder + "/key.pem",
        require_encryption=True,
    )
    executor = DaskExecutor(
        address="{tls_cluster.address}",
        client_kwargs={{"security": security}},
    )
    flow.run(executor=executor)


if __name__ == "__main__":
    main()
"""
    script = compile_text(seed_text(entry), tmp_path)
    done, report = run_script(bare_python, script, tmp_path)
    assert done.code == 0, done.text
    assert report["tasks"]["sum-1"]["result"] == "9900"
