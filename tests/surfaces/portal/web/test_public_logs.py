"""The page about the verifiable logs, and the program that it hands out."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.transparency.log.appending import append_many
from shanyraq.platform.transparency.log.sequencing import sequence_now
from shanyraq.platform.transparency.models import Log, LogCosignature, LogWitness

pytestmark = pytest.mark.django_db


def with_entries() -> None:
    append_many("procedures", [({"n": number}, None) for number in range(1234)])
    sequence_now("procedures")


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_is_there_in_every_language_with_and_without_entries(client: Client, language: str) -> None:
    assert client.get(f"/{language}/logs/").status_code == 200
    with_entries()
    page = client.get(f"/{language}/logs/").content.decode()
    assert "/logs/procedures/checkpoint" in page
    assert "/logs/shanyraq-verify.pyz" in page


def test_page_shows_size_root_and_who_witnessed(client: Client) -> None:
    with_entries()
    log = Log.objects.get(name="procedures")
    witness = LogWitness.objects.create(verifier_key="ngo.example+00000000+x", about="University")
    given = {"log": log, "witness": witness, "line": "x", "seen_at": timezone.now()}
    LogCosignature.objects.create(size=1000, **given)
    page = client.get("/en/logs/").content.decode()
    assert "1,234" in page
    assert "none yet" in page
    assert "1,000 entries" in page
    LogCosignature.objects.create(size=1234, **given)
    page = client.get("/en/logs/").content.decode()
    assert "none yet" not in page.split("log-procedures")[1]
    witness.is_active = False
    witness.save()
    assert "University" not in client.get("/en/logs/").content.decode()


def test_page_asks_the_database_a_constant_number_of_times(
    client: Client, django_assert_num_queries: Any
) -> None:
    with_entries()
    with django_assert_num_queries(7):  # logs, three of the one that began, witnesses, menus
        client.get("/en/logs/")


def test_program_runs_as_it_was_downloaded(client: Client, tmp_path: Path) -> None:
    answer = client.get("/logs/shanyraq-verify.pyz")
    digest = hashlib.sha256(answer.content).hexdigest()
    assert answer["Content-Disposition"] == 'attachment; filename="shanyraq-verify.pyz"'
    assert answer["ETag"] == f'"{digest}"'
    assert digest in client.get("/en/logs/").content.decode()
    again = client.get("/logs/shanyraq-verify.pyz", headers={"If-None-Match": answer["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    file = tmp_path / "shanyraq-verify.pyz"
    file.write_bytes(answer.content)
    command = [sys.executable, "-I", "-S", str(file), "--help"]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, env={})
    assert "recount" in ran.stdout


def test_description_is_handed_out_as_text(client: Client) -> None:
    answer = client.get("/logs/verify.md")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer.content.decode().startswith("# Checking the count yourself")
