"""A certification authority of the tests, with people, time stamps, OCSP and CRL on this machine."""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from asn1crypto import algos, cms, core, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509 import ocsp
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

from shanyraq.platform.electronic_signatures.revocation import KEPT

AT = dt.datetime(2026, 9, 1, 6, 0, tzinfo=dt.UTC)
IIN = "830514400122"
DAY = dt.timedelta(days=1)
LATER = max(AT, dt.datetime.now(dt.UTC)) + 30 * DAY
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def name(*parts: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    return x509.Name([x509.NameAttribute(oid, text) for oid, text in parts])


def person_name(iin: str = IIN, *more: tuple[x509.ObjectIdentifier, str]) -> x509.Name:
    """A subject as the National Certification Authority writes it."""
    return name(
        (NameOID.COMMON_NAME, "СЫНАЛЫЕВА АЙГҮЛ"),
        (NameOID.SURNAME, "СЫНАЛЫЕВА"),
        (NameOID.SERIAL_NUMBER, f"IIN{iin}"),
        (NameOID.COUNTRY_NAME, "KZ"),
        (NameOID.GIVEN_NAME, "ҮЛГІҚЫЗЫ"),
        *more,
    )


@dataclass(frozen=True)
class Pair:
    """A key and its certificate."""

    key: Key
    certificate: x509.Certificate

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(serialization.Encoding.PEM)


@dataclass
class Behaviour:
    """What the authority's services answer."""

    revoked: dict[int, dt.datetime] = field(default_factory=dict)
    is_silent: bool = False
    ocsp_is_silent: bool = False
    seconds_late: float = 0.0
    surplus: int = 0
    next_update: dt.datetime = LATER
    redirects_to: str = ""
    asked: list[str] = field(default_factory=list)


class Authority:
    """Root, intermediate authority and services. Everything is made anew for each one."""

    def __init__(self) -> None:
        self.behaviour = Behaviour()
        self.address = ""
        root_key = ec.generate_private_key(ec.SECP256R1())
        self.root = Pair(root_key, self._authority(root_key, root_key, "Test root", "Test root"))
        below = ec.generate_private_key(ec.SECP256R1())
        self.issuer = Pair(below, self._authority(below, root_key, "Test authority", "Test root"))

    def _authority(self, key: Key, by: Key, subject: str, issuer: str) -> x509.Certificate:
        usage = {"key_cert_sign", "crl_sign"}
        return (
            self._begun(key, name((NameOID.COMMON_NAME, subject)), name((NameOID.COMMON_NAME, issuer)))
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .add_extension(_usage(usage), critical=True)
            .sign(by, hashes.SHA256())
        )

    def _begun(
        self,
        key: Key,
        subject: x509.Name,
        issuer: x509.Name,
        begins: dt.datetime = AT - 1000 * DAY,
        ends: dt.datetime = AT + 3000 * DAY,
    ) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(begins)
            .not_valid_after(ends)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )

    def issue(
        self,
        subject: x509.Name | None = None,
        *,
        key: Key | None = None,
        begins: dt.datetime = AT - 30 * DAY,
        ends: dt.datetime = AT + 300 * DAY,
        usage: set[str] | None = None,
        purposes: list[x509.ObjectIdentifier] | None = None,
        policies: tuple[str, ...] = (),
        services: tuple[str, ...] = ("ocsp", "crl"),
        digest: hashes.HashAlgorithm | None = None,
    ) -> Pair:
        """A certificate of the intermediate authority; by default a person's signing key."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        builder = self._begun(
            key, subject or person_name(), self.issuer.certificate.subject, begins, ends
        ).add_extension(_usage(usage or {"digital_signature", "content_commitment"}), critical=True)
        if purposes is None:
            purposes = [ExtendedKeyUsageOID.EMAIL_PROTECTION, x509.ObjectIdentifier("1.2.398.3.3.4.1.1")]
        if purposes:
            is_stamping = ExtendedKeyUsageOID.TIME_STAMPING in purposes
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=is_stamping)
        if policies:
            named = [x509.PolicyInformation(x509.ObjectIdentifier(each), None) for each in policies]
            builder = builder.add_extension(x509.CertificatePolicies(named), critical=False)
        for extension in self._places(services):
            builder = builder.add_extension(extension, critical=False)
        return Pair(key, builder.sign(self.issuer.key, digest or hashes.SHA256()))

    def _places(self, services: tuple[str, ...]) -> Iterator[x509.ExtensionType]:
        if "ocsp" in services:
            place = x509.UniformResourceIdentifier(f"{self.address}/ocsp")
            yield x509.AuthorityInformationAccess(
                [x509.AccessDescription(AuthorityInformationAccessOID.OCSP, place)]
            )
        if "crl" in services:
            place = x509.UniformResourceIdentifier(f"{self.address}/list.crl")
            yield x509.CRLDistributionPoints([x509.DistributionPoint([place], None, None, None)])

    def stamping(self, **values: Any) -> Pair:
        """A time stamping authority."""
        return self.issue(
            name((NameOID.COMMON_NAME, "Test clock")),
            **{"purposes": [ExtendedKeyUsageOID.TIME_STAMPING], "usage": {"digital_signature"}, **values},
        )

    def trust(self, folder: Path, *, whole: bool = True) -> None:
        """Lay the certificates into a folder of trusted authorities."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "root.pem").write_bytes(self.root.pem)
        if whole:
            der = self.issuer.certificate.public_bytes(serialization.Encoding.DER)
            (folder / "authority.cer").write_bytes(der)

    def revoke(self, pair: Pair, at: dt.datetime) -> None:
        self.behaviour.revoked[pair.certificate.serial_number] = at

    def list_now(self) -> bytes:
        """The list of revoked certificates."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.issuer.certificate.subject)
            .last_update(AT - 2 * DAY)
            .next_update(self.behaviour.next_update)
            .add_extension(x509.CRLNumber(1), critical=False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.issuer.key.public_key()),
                critical=False,
            )
        )
        for serial, at in self.behaviour.revoked.items():
            one = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(at).build()
            builder = builder.add_revoked_certificate(one)
        made = builder.sign(self.issuer.key, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.DER)

    def answer(self, body: bytes) -> bytes:
        """The answer of the OCSP responder."""
        asked = ocsp.load_der_ocsp_request(body)
        revoked_at = self.behaviour.revoked.get(asked.serial_number)
        builder = ocsp.OCSPResponseBuilder().add_response_by_hash(
            issuer_name_hash=asked.issuer_name_hash,
            issuer_key_hash=asked.issuer_key_hash,
            serial_number=asked.serial_number,
            algorithm=asked.hash_algorithm,
            cert_status=ocsp.OCSPCertStatus.REVOKED if revoked_at else ocsp.OCSPCertStatus.GOOD,
            this_update=AT - 2 * DAY,
            next_update=self.behaviour.next_update,
            revocation_time=revoked_at,
            revocation_reason=None,
        )
        builder = builder.responder_id(ocsp.OCSPResponderEncoding.HASH, self.issuer.certificate)
        for extension in asked.extensions:
            builder = builder.add_extension(extension.value, critical=False)
        made = builder.sign(self.issuer.key, hashes.SHA256())
        return made.public_bytes(serialization.Encoding.DER)


def _usage(names: set[str]) -> x509.KeyUsage:
    every = (
        "digital_signature",
        "content_commitment",
        "key_encipherment",
        "data_encipherment",
        "key_agreement",
        "key_cert_sign",
        "crl_sign",
        "encipher_only",
        "decipher_only",
    )
    return x509.KeyUsage(**{each: each in names for each in every})


@contextmanager
def running() -> Iterator[Authority]:
    """An authority whose services answer on this machine."""
    authority = Authority()

    class Services(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._give("crl", b"")

        def do_POST(self) -> None:
            self._give("ocsp", self.rfile.read(int(self.headers["Content-Length"])))

        def _give(self, kind: str, asked: bytes) -> None:
            now = authority.behaviour
            now.asked.append(kind)
            time.sleep(now.seconds_late)
            is_silent = now.is_silent or (kind == "ocsp" and now.ocsp_is_silent)
            self.send_response(503 if is_silent else 302 if now.redirects_to else 200)
            self.send_header("Location", now.redirects_to)
            self.end_headers()
            body = authority.answer(asked) if kind == "ocsp" else authority.list_now()
            self.wfile.write(body + b"\0" * now.surplus)

        def log_message(self, *_args: Any) -> None:
            """Tests read no log of it."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Services)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    authority.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield authority
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def trusted(folder: Path, settings: Any) -> Iterator[Authority]:
    """A running authority that the house under test trusts."""
    KEPT.clear()
    settings.ELECTRONIC_SIGNATURES_FOLDER = str(folder)
    settings.ELECTRONIC_SIGNATURES_SECONDS = 2
    with running() as made:
        made.trust(folder)
        yield made
    KEPT.clear()


def sign(
    content: bytes,
    *pairs: Pair,
    is_attached: bool = False,
    is_pem: bool = False,
    has_attributes: bool = True,
    digest: Any = None,
    rsa_padding: Any = None,
) -> bytes:
    """A signature as programs make it."""
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content)
    for pair in pairs:
        scheme = {"rsa_padding": rsa_padding} if rsa_padding else {}
        builder = builder.add_signer(pair.certificate, pair.key, digest or hashes.SHA256(), **scheme)
    options = [pkcs7.PKCS7Options.Binary]
    options += [] if is_attached else [pkcs7.PKCS7Options.DetachedSignature]
    options += [] if has_attributes else [pkcs7.PKCS7Options.NoAttributes]
    encoding = serialization.Encoding.PEM if is_pem else serialization.Encoding.DER
    return builder.sign(encoding, options)


def stamp(
    signature: bytes,
    clock: Pair,
    at: dt.datetime,
    *,
    over: bytes | None = None,
    digest: str = "sha256",
    is_twice: bool = False,
) -> bytes:
    """The same signature with a time stamp; *over* something else than the signature makes it a false one."""
    whole = cms.ContentInfo.load(signature)
    signer = whole["content"]["signer_infos"][0]
    token = _token(over or signer["signature"].native, clock, at, digest)
    attribute = cms.CMSAttribute(
        {"type": "signature_time_stamp_token", "values": [token, token] if is_twice else [token]}
    )
    signer["unsigned_attrs"] = cms.CMSAttributes([attribute])
    return whole.dump(force=True)


def _token(message: bytes, clock: Pair, at: dt.datetime, digest: str) -> cms.ContentInfo:
    imprint = hashes.Hash(getattr(hashes, digest.upper())())
    imprint.update(message)
    told = tsp.TSTInfo(
        {
            "version": "v1",
            "policy": "1.2.3.4",
            "message_imprint": {
                "hash_algorithm": {"algorithm": digest},
                "hashed_message": imprint.finalize(),
            },
            "serial_number": 7,
            "gen_time": at,
        }
    )
    content = told.dump()
    certificate = asn1_x509.Certificate.load(clock.certificate.public_bytes(serialization.Encoding.DER))
    sha256 = hashes.Hash(hashes.SHA256())
    sha256.update(content)
    attributes = cms.CMSAttributes(
        [
            cms.CMSAttribute({"type": "content_type", "values": ["tst_info"]}),
            cms.CMSAttribute({"type": "message_digest", "values": [sha256.finalize()]}),
        ]
    )
    assert isinstance(clock.key, ec.EllipticCurvePrivateKey)
    signer = cms.SignerInfo(
        {
            "version": "v1",
            "sid": cms.SignerIdentifier(
                "issuer_and_serial_number",
                {"issuer": certificate.issuer, "serial_number": certificate.serial_number},
            ),
            "digest_algorithm": algos.DigestAlgorithm({"algorithm": "sha256"}),
            "signed_attrs": attributes,
            "signature_algorithm": algos.SignedDigestAlgorithm({"algorithm": "sha256_ecdsa"}),
            "signature": clock.key.sign(attributes.untag().dump(), ec.ECDSA(hashes.SHA256())),
        }
    )
    return cms.ContentInfo(
        {
            "content_type": "signed_data",
            "content": cms.SignedData(
                {
                    "version": "v3",
                    "digest_algorithms": [algos.DigestAlgorithm({"algorithm": "sha256"})],
                    "encap_content_info": {
                        "content_type": "tst_info",
                        "content": core.ParsableOctetString(content),
                    },
                    "certificates": [certificate],
                    "signer_infos": [signer],
                }
            ),
        }
    )


def rsa_key(bits: int = 2048) -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65_537, bits)


PSS = padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
