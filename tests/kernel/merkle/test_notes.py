"""Signed notes as other clients of transparency logs write and read them."""

import time

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from shanyraq.kernel.merkle.notes import (
    COSIGNATURE_V1,
    Checkpoint,
    Note,
    NoteError,
    NoteSignature,
    Verifier,
    cosignature_time,
    cosigned_message,
    open_checkpoint,
    with_signatures,
)

# The example of the specification of signed notes (from golang.org/x/mod/sumdb/note).
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNX"
    "gKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)
ORIGIN = "example.kz/logs/petitions"


def log() -> tuple[Ed25519PrivateKey, Verifier]:
    private = Ed25519PrivateKey.generate()
    return private, Verifier(ORIGIN, private.public_key().public_bytes_raw())


def signed(text: str, private: Ed25519PrivateKey, verifier: Verifier) -> str:
    signature = NoteSignature(verifier.name, verifier.key_id, private.sign(text.encode()))
    return f"{text}\n{signature.line}"


def test_a_published_note_is_read_and_its_signature_holds() -> None:
    verifier = Verifier.parse(PETER)
    note = Note.parse(NOTE)
    assert str(verifier) == PETER
    assert str(note) == NOTE
    assert note.signature_of(verifier) is not None
    changed = Note(note.text.replace("answer", "question"), note.signatures)
    assert changed.signature_of(verifier) is None


def test_a_checkpoint_is_opened_with_the_key_of_its_log_alone() -> None:
    private, verifier = log()
    checkpoint = Checkpoint(ORIGIN, 1234, bytes(range(32)))
    content = signed(checkpoint.text, private, verifier)
    assert open_checkpoint(content, verifier) == checkpoint
    with pytest.raises(NoteError, match="not signed"):
        open_checkpoint(content, log()[1])
    with pytest.raises(NoteError, match="not signed"):
        open_checkpoint(content.replace("1234", "1235"), verifier)
    other = signed(Checkpoint("elsewhere", 1, bytes(32)).text, private, verifier)
    with pytest.raises(NoteError, match="is of elsewhere"):
        open_checkpoint(other, verifier)


def test_a_witness_signs_what_it_saw_and_when() -> None:
    private, verifier = log()
    secret = Ed25519PrivateKey.generate()
    witness = Verifier("witness.example", secret.public_key().public_bytes_raw(), COSIGNATURE_V1)
    text = Checkpoint(ORIGIN, 5, bytes(32)).text
    blob = (1_780_000_000).to_bytes(8, "big") + secret.sign(cosigned_message(text, 1_780_000_000))
    line = NoteSignature(witness.name, witness.key_id, blob).line
    note = Note.parse(with_signatures(signed(text, private, verifier), [line]))
    found = note.signature_of(witness)
    assert found is not None
    assert cosignature_time(found) == 1_780_000_000
    assert note.signature_of(verifier) is not None
    assert Verifier.parse(str(witness)) == witness


def test_of_many_signatures_under_one_key_the_first_alone_is_looked_at() -> None:
    private, verifier = log()
    text = Checkpoint(ORIGIN, 5, bytes(32)).text
    true = NoteSignature(verifier.name, verifier.key_id, private.sign(text.encode()))
    other = private.sign(b"something else")
    false = [NoteSignature(verifier.name, verifier.key_id, other) for _number in range(2_000)]
    begun = time.process_time()
    assert Note(text, (*false, true)).signature_of(verifier) is None
    assert time.process_time() - begun < 1
    assert Note(text, (true, *false)).signature_of(verifier) == true


@pytest.mark.parametrize(
    "content",
    [
        "",
        "text",
        "text\n\n",
        "text\n\n— name\n",
        "text\n\n— name ====\n",
        "text\n\n- name AAAAAAA=\n",
        "text\n\n— name AAAA\n",
        "text\n\n— name AAAAAAA=",
        "x" * 1_000_001 + "\n\n— name AAAAAAA=\n",
    ],
)
def test_broken_notes_are_refused(content: str) -> None:
    with pytest.raises(NoteError):
        Note.parse(content)


@pytest.mark.parametrize(
    "text", ["", "o\n1\n", "o\n01\nAAAA\n", "o\n-1\nAAAA\n", "o\n1\nAAAA\n", "\n1\nAAAA\n"]
)
def test_broken_checkpoints_are_refused(text: str) -> None:
    with pytest.raises(NoteError):
        Checkpoint.parse(text)


def test_lines_that_other_logs_add_are_passed_over() -> None:
    plain = Checkpoint("o", 1, bytes(32))
    assert Checkpoint.parse(plain.text + "extension\n") == plain


@pytest.mark.parametrize(
    "text",
    ["", "name", "a+b", "a+00000000+AAAA", PETER.replace("c74f", "c74e"), PETER.replace("Peter", "P r")],
)
def test_broken_verifier_keys_are_refused(text: str) -> None:
    with pytest.raises(NoteError):
        Verifier.parse(text)
