"""Public pages have the strict policy, staff pages the narrowest that Wagtail works with."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_public_pages_allow_nothing_inline(client: Client) -> None:
    policy = client.get("/design/")["Content-Security-Policy"]
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy


def test_staff_pages_load_nothing_from_other_hosts(admin_client: Client) -> None:
    policy = admin_client.get("/staff/")["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'; script-src 'self' 'unsafe-inline'")
    assert "http" not in policy
