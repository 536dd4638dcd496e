"""Certificates for TLS on loopback, made for one test run."""

import datetime
import ipaddress
from dataclasses import dataclass
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

LOOPBACK = x509.SubjectAlternativeName(
    [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
)
CA_USAGE = x509.KeyUsage(
    digital_signature=True,
    content_commitment=False,
    key_encipherment=False,
    data_encipherment=False,
    key_agreement=False,
    key_cert_sign=True,
    crl_sign=True,
    encipher_only=False,
    decipher_only=False,
)


@dataclass(frozen=True)
class Certificates:
    """Paths of an authority's certificate, and of one that it signed with its key."""

    ca: Path
    cert: Path
    key: Path

    @property
    def dask_options(self) -> tuple[str, ...]:
        """Options of `dask scheduler` and `dask worker`."""
        files = {"ca-file": self.ca, "cert": self.cert, "key": self.key}
        return tuple(
            word
            for name, path in files.items()
            for word in (f"--tls-{name}", str(path))
        )


def make_certificates(folder: Path) -> Certificates:
    """Write an authority and a certificate for loopback into `folder`."""
    made = Certificates(*(folder / name for name in ("ca.pem", "cert.pem", "key.pem")))
    ca_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    authority = builder("flowc test authority", ca_key, ca_key, "flowc test authority")
    authority = authority.add_extension(x509.BasicConstraints(True, None), True)
    authority = authority.add_extension(CA_USAGE, True)
    leaf = builder("localhost", key, ca_key, "flowc test authority")
    leaf = leaf.add_extension(LOOPBACK, False)
    leaf = leaf.add_extension(x509.BasicConstraints(False, None), True)
    write(made.ca, authority.sign(ca_key, hashes.SHA256()))
    write(made.cert, leaf.sign(ca_key, hashes.SHA256()))
    made.key.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return made


def builder(
    subject: str,
    key: ec.EllipticCurvePrivateKey,
    ca_key: ec.EllipticCurvePrivateKey,
    issuer: str,
) -> x509.CertificateBuilder:
    now = datetime.datetime.now(datetime.timezone.utc)
    names = [
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        for name in (subject, issuer)
    ]
    ca_public = ca_key.public_key()
    of_key = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
    of_ca = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_public)
    return (
        x509.CertificateBuilder()
        .subject_name(names[0])
        .issuer_name(names[1])
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(hours=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(of_key, False)
        .add_extension(of_ca, False)
    )


def write(path: Path, certificate: x509.Certificate) -> None:
    path.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
