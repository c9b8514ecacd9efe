"""Signposts for machines stand where they are looked for."""

import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

from django.test import Client


def test_robots_keeps_out_of_staff_and_names_the_sitemap(client: Client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /staff/" in text.splitlines()
    assert "Sitemap: http://testserver/sitemap.xml" in text.splitlines()


def test_security_text_has_a_contact_and_does_not_expire_soon(client: Client) -> None:
    lines = dict(
        line.split(": ", 1) for line in client.get("/.well-known/security.txt").content.decode().splitlines()
    )
    assert lines["Contact"].startswith("mailto:")
    left = datetime.fromisoformat(lines["Expires"]) - datetime.now(UTC)
    assert timedelta(days=30) < left < timedelta(days=365)


def test_home_tells_search_engines_where_it_is_searched(client: Client, home: Any) -> None:
    page = client.get("/kk/").content.decode()
    (told,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    (action,) = re.findall(r'"urlTemplate": ?"([^"]*)"', json.dumps(json.loads(told)))
    assert action == "http://testserver/kk/search/?q={search_term_string}"
