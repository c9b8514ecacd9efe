"""What changed is known to every process of the node at its next request."""

import os
import subprocess
import sys

import pytest
from django.db import transaction

from shanyraq.platform.imaging import access, changes
from tests.platform.imaging.pictures import pyramid_of
from tests.platform.imaging.visits import visit

TILE = "/iiif/3/shelf:a/0,0,256,256/256,/0/default.jpg"


@pytest.fixture
def closed(shelf, settings, tmp_path):
    settings.IMAGING_FOLDER = str(tmp_path / "imaging")
    shelf.put("a", pyramid_of(tmp_path), group="book", holds=60)
    shelf.allowed = {"aigul"}
    return shelf


def status(server):
    return visit(server, TILE, HTTP_COOKIE="reader=aigul").status


def test_every_telling_is_another_time(settings, tmp_path):
    settings.IMAGING_FOLDER = str(tmp_path / "imaging")
    assert changes.stamp() == 0
    seen = []
    for _each in range(50):
        changes.tell()
        seen.append(changes.stamp())
    assert seen == sorted(set(seen))


def test_a_takedown_holds_from_the_next_request_on(closed, server):
    assert status(server) == 200
    closed.allowed = set()
    assert status(server) == 200, "remembered"
    changes.tell()
    assert status(server) == 403


def test_another_process_is_heard(closed, server, settings):
    assert status(server) == 200
    closed.allowed = set()
    code = "import django; django.setup(); from shanyraq.platform.imaging import changes; changes.tell()"
    environment = os.environ | {"SHANYRAQ_IMAGING_FOLDER": settings.IMAGING_FOLDER}
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, timeout=300)
    assert status(server) == 403


def test_what_was_decided_while_access_changed_is_not_remembered(closed, server, monkeypatch):
    ask = access._ask

    def ask_slowly(*asked):
        decision = ask(*asked)
        closed.allowed = set()
        changes.tell()
        return decision

    monkeypatch.setattr(access, "_ask", ask_slowly)
    assert status(server) == 200, "asked before the change"
    monkeypatch.setattr(access, "_ask", ask)
    assert status(server) == 403


def test_nothing_is_told_of_what_is_rolled_back(settings, tmp_path, transactional_db):
    settings.IMAGING_FOLDER = str(tmp_path / "imaging")
    with transaction.atomic():
        changes.tell_on_commit()
        assert changes.stamp() == 0
        transaction.set_rollback(True)
    assert changes.stamp() == 0
    with transaction.atomic():
        changes.tell_on_commit()
    assert changes.stamp() > 0


def test_a_copy_that_was_removed_meanwhile_is_located_anew(shelf, server, tmp_path):
    path = pyramid_of(tmp_path)
    shelf.put("a", tmp_path / "removed.tif", holds=60)
    assert visit(server, TILE).status == 404
    shelf.located = 0
    access._places.clear()
    access.find_picture("shelf:a")
    shelf.put("a", path, holds=60)
    assert visit(server, TILE).status == 200
    assert shelf.located == 2


def test_shared_caches_ask_again_where_a_picture_may_be_taken_down(shelf, server, tmp_path):
    shelf.put("a", pyramid_of(tmp_path), shared_seconds=300)
    assert visit(server, TILE).headers["cache-control"] == "public, max-age=31536000, immutable, s-maxage=300"
