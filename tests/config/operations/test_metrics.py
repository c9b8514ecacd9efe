"""Metrics are for the engineer alone."""

import pytest
from django.test import Client, override_settings

pytestmark = pytest.mark.django_db


def test_metrics_are_read_on_this_machine(client: Client) -> None:
    assert "python_info" in client.get("/metrics").content.decode()


def test_metrics_are_hidden_from_others(client: Client) -> None:
    assert client.get("/metrics", REMOTE_ADDR="203.0.113.9").status_code == 404
    assert client.get("/metrics", headers={"X-Forwarded-For": "203.0.113.9"}).status_code == 404


@override_settings(METRICS_TOKEN="secret")
def test_metrics_with_a_token_need_it_everywhere(client: Client) -> None:
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer wrong"}).status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer secret"}).status_code == 200
