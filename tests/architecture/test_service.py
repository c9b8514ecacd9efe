"""The platform as a service: deployment checks, documented settings, migrations that fit the tables."""

import os
import re
import secrets
import subprocess
import sys
from io import StringIO

import pytest
from django.core.management import call_command

from tools.repository import ROOT, tracked

VARIABLE = re.compile(r"\bSHANYRAQ_[A-Z_]+[A-Z]\b")


def test_deployment_check_is_clean() -> None:
    environment = os.environ | {
        "SHANYRAQ_MODE": "service",
        "SHANYRAQ_HOSTS": "culture.example",
        "SHANYRAQ_LOG_LEVEL": "WARNING",
        "SHANYRAQ_SECRET_KEY": secrets.token_urlsafe(64),
        "DJANGO_SETTINGS_MODULE": "shanyraq.config.settings",
    }
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env={name: value for name, value in environment.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        timeout=120,
    )
    assert (checked.returncode, checked.stderr) == (0, "")


def test_every_setting_of_the_environment_is_documented() -> None:
    read = {
        name for path in tracked("src/**/*.py") for name in VARIABLE.findall(path.read_text(encoding="utf-8"))
    }
    described = set(VARIABLE.findall((ROOT / "docs" / "operations.md").read_text(encoding="utf-8")))
    assert read - described == set()
    assert described - read == set()


@pytest.mark.django_db
def test_migrations_fit_the_tables() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out, verbosity=1)
    assert "No changes detected" in out.getvalue()
