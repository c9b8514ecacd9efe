"""The addresses of a log, as clients and witnesses use them."""

from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.test import Client

from shanyraq.kernel.merkle.notes import (
    COSIGNATURE_V1,
    Note,
    NoteSignature,
    Verifier,
    cosigned_message,
    open_checkpoint,
)
from shanyraq.kernel.merkle.tiles import unpack_entries
from shanyraq.kernel.merkle.tree import leaf_hash
from shanyraq.platform.transparency.log.appending import append_many
from shanyraq.platform.transparency.log.publishing import folder_of, publish
from shanyraq.platform.transparency.log.sequencing import sequence_now
from shanyraq.platform.transparency.models import LogCosignature, LogWitness

pytestmark = pytest.mark.django_db
BASE = "/logs/procedures"


@pytest.fixture(autouse=True)
def _log(tmp_path: Path, settings: Any) -> None:
    settings.TRANSPARENCY_LOG_FOLDER = str(tmp_path / "logs")
    append_many("procedures", [({"n": number}, None) for number in range(300)])
    sequence_now("procedures")


def cosigned(client: Client, secret: Ed25519PrivateKey, witness: Verifier, at: int = 1_790_000_000) -> str:
    note = Note.parse(client.get(f"{BASE}/checkpoint").content.decode())
    blob = at.to_bytes(8, "big") + secret.sign(cosigned_message(note.text, at))
    return str(Note(note.text, (NoteSignature(witness.name, witness.key_id, blob),)))


def witness() -> tuple[Ed25519PrivateKey, Verifier]:
    secret = Ed25519PrivateKey.generate()
    return secret, Verifier("ngo.example", secret.public_key().public_bytes_raw(), COSIGNATURE_V1)


def test_the_checkpoint_is_signed_with_the_key_beside_it_and_asked_anew(client: Client) -> None:
    key = Verifier.parse(client.get(f"{BASE}/key").content.decode())
    response = client.get(f"{BASE}/checkpoint")
    assert open_checkpoint(response.content.decode(), key).size == 300
    assert response["Cache-Control"] == "no-cache"
    assert response["Access-Control-Allow-Origin"] == "*"
    again = client.get(f"{BASE}/checkpoint", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_tiles_come_from_the_tables_and_then_from_files_with_immutable_caching(client: Client) -> None:
    for _time in range(2):
        full = client.get(f"{BASE}/tile/0/000")
        partial = client.get(f"{BASE}/tile/0/001.p/44")
        bundle = client.get(f"{BASE}/tile/entries/001.p/44")
        assert [len(full.content), len(partial.content)] == [256 * 32, 44 * 32]
        assert leaf_hash(unpack_entries(bundle.content)[0]) == partial.content[:32]
        assert "immutable" in bundle["Cache-Control"]
        assert bundle["Content-Type"] == "application/octet-stream"
        publish("procedures")
    assert (folder_of("procedures") / "tile/0/000").read_bytes() == full.content


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/002",
        "tile/0/001",
        "tile/0/001.p/45",
        "tile/0/1",
        "tile/0/../checkpoint",
        "tile/2/000.p/1",
        "checkpoint.witnessed",
        "nothing",
    ],
)
def test_what_the_log_does_not_have_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"{BASE}/{path}").status_code == 404


def test_an_unknown_log_is_not_found(client: Client) -> None:
    for path in ("checkpoint", "key", "tile/0/000", "witnesses"):
        assert client.get(f"/logs/unknown/{path}").status_code == 404


def test_a_witness_that_is_accepted_is_shown_on_the_checkpoint(client: Client) -> None:
    secret, verifier = witness()
    note = cosigned(client, secret, verifier)
    refused = client.post(f"{BASE}/witnesses", note, content_type="text/plain")
    assert refused.status_code == 403

    LogWitness.objects.create(verifier_key=str(verifier))
    assert client.get(f"{BASE}/witnesses").content.decode() == f"{verifier}\n"
    for _twice in range(2):
        assert client.post(f"{BASE}/witnesses", note, content_type="text/plain").status_code == 204
    assert LogCosignature.objects.count() == 1
    for path in ("checkpoint", "checkpoint.witnessed"):
        shown = Note.parse(client.get(f"{BASE}/{path}").content.decode())
        assert shown.signature_of(verifier) is not None
        assert len(shown.signatures) == 2

    append_many("procedures", [({"n": 301}, None)])
    sequence_now("procedures")
    assert len(Note.parse(client.get(f"{BASE}/checkpoint").content.decode()).signatures) == 1
    assert "\n300\n" in client.get(f"{BASE}/checkpoint.witnessed").content.decode()


def test_a_checkpoint_that_was_never_published_is_not_taken(client: Client) -> None:
    secret, verifier = witness()
    LogWitness.objects.create(verifier_key=str(verifier))
    text = Note.parse(client.get(f"{BASE}/checkpoint").content.decode()).text.replace("300", "299")
    blob = bytes(8) + secret.sign(cosigned_message(text, 0))
    forged = str(Note(text, (NoteSignature(verifier.name, verifier.key_id, blob),)))
    assert client.post(f"{BASE}/witnesses", forged, content_type="text/plain").status_code == 404


@pytest.mark.parametrize(
    ("body", "status"), [(b"", 400), (b"\xff", 400), (b"text", 400), (b"x" * 70_000, 413)]
)
def test_rubbish_from_a_witness_is_refused(client: Client, body: bytes, status: int) -> None:
    assert client.post(f"{BASE}/witnesses", body, content_type="text/plain").status_code == status


@pytest.mark.parametrize("at", [2**63, 2**64 - 1])
def test_a_time_that_no_calendar_has_is_refused(client: Client, at: int) -> None:
    secret, verifier = witness()
    LogWitness.objects.create(verifier_key=str(verifier))
    note = cosigned(client, secret, verifier, at)
    assert client.post(f"{BASE}/witnesses", note, content_type="text/plain").status_code == 400
    assert not LogCosignature.objects.exists()


def test_whoever_asks_for_every_width_does_not_fill_the_disk(client: Client) -> None:
    for width in (1, 17, 255):
        for level in ("0", "entries"):
            assert client.get(f"{BASE}/tile/{level}/000.p/{width}").status_code == 200
    assert client.get(f"{BASE}/tile/0/000").status_code == 200
    kept = [file for file in folder_of("procedures").rglob("*") if file.is_file()]
    assert kept == [folder_of("procedures") / "tile/0/000"]
