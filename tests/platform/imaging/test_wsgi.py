"""Answers of the picture server: what they hold, who gets them, how long they may be kept."""

import json

import pytest
import pyvips
from django.db import OperationalError
from django.test import override_settings

from shanyraq.platform.imaging import access, sources
from shanyraq.platform.imaging.pyramids import make_pyramid
from shanyraq.platform.imaging.wsgi import PictureServer
from tests.platform.imaging.pictures import COLOURS, colour_at, plain, quarters, textured, written
from tests.platform.imaging.visits import behind, visit

TILE = "/iiif/3/shelf:a/0,0,256,256/256,256/0/default.jpg"


@pytest.fixture
def pyramid(tmp_path):
    path = tmp_path / "pyramid.tif"
    make_pyramid(written(quarters(600, 400), tmp_path / "scan.png"), path)
    return path


@pytest.fixture
def public(shelf, pyramid):
    shelf.put("a", pyramid, version="7c", rights="https://creativecommons.org/publicdomain/mark/1.0/")
    return shelf


@pytest.fixture
def closed(shelf, pyramid):
    shelf.put("a", pyramid, group="book")
    shelf.put("b", pyramid, group="book")
    shelf.put("c", pyramid, group="other")
    return shelf


def shown(body: bytes) -> pyvips.Image:
    return pyvips.Image.new_from_buffer(body, "")


def test_other_addresses_go_to_django(server):
    for path in (
        "/",
        "/iiif/",
        "/iiif/3",
        "/iiif/4/a/info.json",
        "/iiif/33/x",
        "/library/iiif/3/a",
        "/iiif/manifest/a",
    ):
        assert visit(server, path).body == b"Django"


def test_info_of_version_three(public, server):
    answer = visit(server, "/iiif/3/shelf:a/info.json")
    assert json.loads(answer.body) == {
        "@context": "http://iiif.io/api/image/3/context.json",
        "id": "http://testserver/iiif/3/shelf:a",
        "type": "ImageService3",
        "profile": "level2",
        "protocol": "http://iiif.io/api/image",
        "width": 600,
        "height": 400,
        "sizes": [{"width": width, "height": width * 2 // 3} for width in (150, 300, 600)],
        "tiles": [{"width": 256, "height": 256, "scaleFactors": [1, 2, 4]}],
        "maxWidth": 10_000,
        "maxArea": 40_000_000,
        "extraFormats": ["webp"],
        "extraQualities": ["color", "gray", "bitonal"],
        "extraFeatures": [
            "canonicalLinkHeader", "mirroring", "profileLinkHeader", "rotationArbitrary", "sizeUpscaling",
        ],
        "rights": "https://creativecommons.org/publicdomain/mark/1.0/",
    }  # fmt: skip  # as it is served
    assert answer.headers["content-type"] == "application/json"
    assert answer.headers["access-control-allow-origin"] == "*"
    linked = visit(server, "/iiif/3/shelf:a/info.json", HTTP_ACCEPT="application/ld+json")
    assert linked.headers["content-type"] == (
        'application/ld+json;profile="http://iiif.io/api/image/3/context.json"'
    )
    assert linked.headers["vary"] == "Accept"


def test_info_of_version_two(public, server):
    info = json.loads(visit(server, "/iiif/2/shelf:a/info.json").body)
    assert (info["@id"], info["profile"][0]) == (
        "http://testserver/iiif/2/shelf:a",
        "http://iiif.io/api/image/2/level2.json",
    )
    assert info["profile"][1]["supports"][:2] == ["canonicalLinkHeader", "mirroring"]
    assert info["license"] == "https://creativecommons.org/publicdomain/mark/1.0/"


def test_base_address_leads_to_info(public, server):
    answer = visit(server, "/iiif/3/shelf:a")
    assert (answer.status, answer.headers["location"]) == (303, "http://testserver/iiif/3/shelf:a/info.json")


@pytest.mark.parametrize(
    ("name", "size", "corners"),
    [
        ("full/max/0/default.png", (600, 400), (0, 1, 2, 3)),
        ("full/max/90/default.png", (400, 600), (2, 0, 3, 1)),
        ("full/max/180/default.png", (600, 400), (3, 2, 1, 0)),
        ("full/max/270/default.png", (400, 600), (1, 3, 0, 2)),
        ("full/max/!0/default.png", (600, 400), (1, 0, 3, 2)),
        ("full/max/!90/default.png", (400, 600), (3, 1, 2, 0)),
        ("full/60,40/0/default.png", (60, 40), (0, 1, 2, 3)),
        ("full/^900,/0/default.jpg", (900, 600), (0, 1, 2, 3)),
        ("200,100,200,200/50,50/0/default.webp", (50, 50), (0, 1, 2, 3)),
        ("square/max/0/color.jpg", (400, 400), (0, 1, 2, 3)),
    ],
)
def test_picture_is_taken_scaled_and_turned(public, server, name, size, corners):
    answer = visit(server, f"/iiif/3/shelf:a/{name}")
    picture = shown(answer.body)
    width, height = size
    assert (answer.status, picture.width, picture.height) == (200, width, height)
    assert (
        answer.headers["content-type"]
        == {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}[name.rpartition(".")[2]]
    )
    places = ((width // 4, height // 4), (3 * width // 4, height // 4), (width // 4, 3 * height // 4),
              (3 * width // 4, 3 * height // 4))  # fmt: skip  # four corners
    for place, corner in zip(places, corners, strict=True):
        assert colour_at(picture, *place)[:3] == pytest.approx(COLOURS[corner], abs=12)


def test_picture_turned_by_any_angle_stands_on_nothing(public, server):
    png = shown(visit(server, "/iiif/3/shelf:a/full/300,/45/default.png").body)
    assert (png.bands, colour_at(png, 0, 0)[3], colour_at(png, png.width // 2, png.height // 3)[3]) == (
        4,
        0,
        255,
    )
    jpg = shown(visit(server, "/iiif/3/shelf:a/full/300,/45/default.jpg").body)
    assert colour_at(jpg, 1, 1) == pytest.approx((255, 255, 255), abs=3)


def test_qualities(public, server):
    grey = shown(visit(server, "/iiif/3/shelf:a/full/max/0/gray.png").body)
    assert (grey.bands, grey.interpretation) == (1, "b-w")
    two = visit(server, "/iiif/3/shelf:a/full/max/0/bitonal.png").body
    assert two[24:26] == b"\x01\x00", "one bit of grey"
    assert {colour_at(shown(two), x, y) for x in (50, 500) for y in (50, 350)} == {(0,), (255,)}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/iiif/3/shelf:b/info.json", 404),
        ("/iiif/3/other:a/info.json", 404),
        ("/iiif/3/a/info.json", 404),
        ("/iiif/3/", 404),
        ("/iiif/3/shelf:/info.json", 404),
        ("/iiif/3/shelf:a/", 404),
        ("/iiif/3/shelf:a/info.xml", 404),
        ("/iiif/3/shelf:a/full/max/0/default.jpg/x", 404),
        ("/iiif/3/shelf:a/full/max/default.jpg", 404),
        ("/iiif/3/shelf:a\r\nX: y/info.json", 404),
        ("/iiif/3/shelf:../../etc/info.json", 404),
        ("/iiif/3/" + "a" * 700, 414),
        ("/iiif/3/shelf:a/\0", 414),
        ("/iiif/3/shelf:a/full/full/0/default.jpg", 400),
        ("/iiif/3/shelf:a/700,0,9,9/max/0/default.jpg", 400),
        ("/iiif/3/shelf:a/full/max/0/default.bmp", 400),
        ("/iiif/3/shelf:a/full/max/0/default.gif", 501),
    ],
)
def test_refusals_are_clear(public, server, path, status):
    answer = visit(server, path)
    assert (answer.status, answer.headers["content-type"]) == (status, "text/plain; charset=utf-8")
    assert answer.headers["cache-control"] == "no-store"
    assert answer.body.endswith(b".\n")


def test_canonical_address_is_told(public, server):
    answer = visit(server, "/iiif/3/shelf:a/pct:0,0,50,50/pct:50/0/color.jpg")
    assert answer.headers["link"] == (
        '<http://testserver/iiif/3/shelf:a/0,0,300,200/150,100/0/default.jpg>;rel="canonical",'
        '<http://iiif.io/api/image/3/level2.json>;rel="profile"'
    )


def test_public_pictures_are_kept_for_ever_by_anyone(public, server):
    headers = visit(server, TILE).headers
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["cross-origin-resource-policy"] == "cross-origin"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert "set-cookie" not in headers
    assert public.decided == []


def test_pictures_whose_name_stays_are_kept_for_an_hour(shelf, pyramid, server):
    shelf.put("a", pyramid, is_immutable=False)
    assert visit(server, TILE).headers["cache-control"] == "public, max-age=3600"


def test_unchanged_pictures_are_not_sent_again(public, pyramid, server, tmp_path):
    first = visit(server, TILE)
    for known in (first.headers["etag"], f'"x", W/{first.headers["etag"]}', "*"):
        again = visit(server, TILE, HTTP_IF_NONE_MATCH=known)
        assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
        assert "content-length" not in again.headers
    assert visit(server, TILE, HTTP_IF_NONE_MATCH='"other"').status == 200
    make_pyramid(written(plain(600, 400), tmp_path / "new.png"), pyramid)
    changed = visit(server, TILE, HTTP_IF_NONE_MATCH=first.headers["etag"])
    assert (changed.status, changed.body == first.body) == (200, False)
    assert colour_at(shown(changed.body), 200, 200) == pytest.approx((200, 30, 40), abs=3)


def test_head_tells_the_length_only(public, server):
    got, asked = visit(server, TILE), visit(server, TILE, "HEAD")
    assert (asked.body, asked.headers) == (b"", got.headers)
    assert int(got.headers["content-length"]) == len(got.body)


def test_other_methods_are_refused(public, server):
    before = visit(server, TILE, "OPTIONS")
    assert (before.status, before.headers["access-control-allow-methods"]) == (204, "GET, HEAD, OPTIONS")
    answer = visit(server, TILE, "POST")
    assert (answer.status, answer.headers["allow"]) == (405, "GET, HEAD, OPTIONS")


def test_unknown_hosts_get_nothing(public, server):
    assert visit(server, TILE, HTTP_HOST="evil.example").status == 400
    assert visit(server, TILE, HTTP_HOST="").status == 400


@override_settings(
    SECURE_SSL_REDIRECT=True,
    SECURE_HSTS_SECONDS=31_536_000,
    SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"),
)
def test_https_is_demanded_as_everywhere(public, server):
    plain_http = visit(server, "/iiif/3/shelf:a/full/^max/0/default.jpg")
    assert (plain_http.status, plain_http.headers["location"]) == (
        301,
        "https://testserver/iiif/3/shelf:a/full/^max/0/default.jpg",
    )
    secure = visit(server, "/iiif/3/shelf:a/info.json", HTTP_X_FORWARDED_PROTO="https")
    assert secure.headers["strict-transport-security"] == "max-age=31536000; includeSubDomains"
    assert json.loads(secure.body)["id"] == "https://testserver/iiif/3/shelf:a"


def test_closed_pictures_are_for_who_may_see_them(closed, server, db):
    closed.allowed = {"aigul"}
    for path in (
        TILE,
        "/iiif/3/shelf:a",
        "/iiif/3/shelf:a/info.json",
        "/iiif/2/shelf:a/full/90,/0/default.png",
    ):
        refused = visit(server, path, HTTP_COOKIE="reader=nobody")
        assert (refused.status, refused.headers["cache-control"]) == (403, "no-store")
        assert visit(server, path, HTTP_COOKIE="reader=aigul").status in {200, 303}
    headers = visit(server, TILE, HTTP_COOKIE="reader=aigul").headers
    assert headers["cache-control"] == "private, no-cache"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    known = headers["etag"]
    assert visit(server, TILE, HTTP_COOKIE="reader=nobody", HTTP_IF_NONE_MATCH=known).status == 403


def test_one_decision_serves_a_whole_page(closed, server, db):
    closed.allowed = {"aigul"}
    for name in ("a", "b"):
        for x in (0, 256, 512):
            path = f"/iiif/3/shelf:{name}/{x},0,88,200/max/0/default.jpg"
            assert visit(server, path, HTTP_COOKIE="reader=aigul").status == 200
    assert closed.decided == [("book", "aigul")]
    visit(server, TILE.replace(":a", ":c"), HTTP_COOKIE="reader=aigul")
    visit(server, TILE, HTTP_COOKIE="reader=aigul", REMOTE_ADDR="192.0.2.8")
    visit(server, TILE, HTTP_COOKIE="reader=aigul; device=1")
    assert closed.decided == [("book", "aigul"), ("other", "aigul"), ("book", "aigul"), ("book", "aigul")]
    assert closed.located == 3


def test_decisions_are_forgotten_in_time(closed, server, db):
    closed.allowed, closed.holds = {"aigul"}, 0
    assert visit(server, TILE, HTTP_COOKIE="reader=aigul").status == 200
    closed.allowed = set()
    assert visit(server, TILE, HTTP_COOKIE="reader=aigul").status == 403
    closed.allowed, closed.holds = {"aigul"}, 60
    assert visit(server, TILE, HTTP_COOKIE="reader=aigul").status == 200
    closed.allowed = set()
    assert visit(server, TILE, HTTP_COOKIE="reader=aigul").status == 200, "remembered"
    access.forget_everything()
    assert visit(server, TILE, HTTP_COOKIE="reader=aigul").status == 403


def test_rooms_get_the_session_and_the_account(pyramid, server, django_user_model, client):
    user = django_user_model.objects.create_user(email="reader@example.org", password="long enough 1")
    client.force_login(user)
    seen = []

    class Room:
        def locate(self, _name):
            return sources.Picture(pyramid, "1", group="book")

        def may_see(self, _group, request):
            seen.append((request.user.is_authenticated, request.user.pk, request.META["REMOTE_ADDR"]))
            return sources.Decision(
                request.user.is_authenticated, is_known_reader=request.user.is_authenticated
            )

    sources.register("room", Room())
    try:
        path = TILE.replace("shelf", "room")
        cookie = f"sessionid={client.cookies['sessionid'].value}"
        assert visit(server, path, HTTP_COOKIE=cookie).status == 200
        stranger = visit(server, path)
        assert (stranger.status, stranger.headers["www-authenticate"]) == (401, "Session")
        assert visit(server, path, HTTP_COOKIE="sessionid=forged").status == 401
    finally:
        sources.forget("room")
        access.forget_everything()
    assert seen == [(True, user.pk, "192.0.2.7"), (False, None, "192.0.2.7"), (False, None, "192.0.2.7")]


def test_hot_requests_make_no_query(closed, server, db, django_assert_num_queries):
    closed.allowed = {"aigul"}
    visit(server, TILE, HTTP_COOKIE="reader=aigul")
    with django_assert_num_queries(0):
        assert visit(server, TILE, HTTP_COOKIE="reader=aigul").status == 200


def test_made_pictures_are_kept_in_memory(public, server):
    path = "/iiif/3/shelf:a/full/90,/0/default.png"
    first = visit(server, path)
    assert (len(server.made._kept), server.made.size) == (1, len(first.body))
    assert visit(server, path).body == first.body
    with override_settings(IMAGING_MEMORY_BYTES=0):
        poor = PictureServer(behind)
        assert visit(poor, path).body == first.body
        assert poor.made.size == 0


def test_missing_and_broken_files_are_told_apart(shelf, server, tmp_path):
    shelf.put("a", tmp_path / "nowhere.tif")
    assert visit(server, TILE).status == 404
    (tmp_path / "broken.tif").write_text("no picture")
    shelf.put("b", tmp_path / "broken.tif")
    assert visit(server, TILE.replace(":a", ":b")).status == 500


def test_damaged_tiles_are_an_error_not_a_lie(shelf, server, tmp_path):
    path = tmp_path / "pyramid.tif"
    make_pyramid(written(textured(600, 600), tmp_path / "scan.png"), path)
    path.write_bytes(path.read_bytes().replace(b"\xff\xd8", b"\0\0"))
    shelf.put("a", path)
    assert visit(server, TILE).status == 500


def test_database_that_does_not_answer_is_told(shelf, server):
    class Room:
        def locate(self, _name):
            raise OperationalError

    sources.register("room", Room())
    try:
        assert visit(server, TILE.replace("shelf", "room")).status == 503
    finally:
        sources.forget("room")


def test_prefixes_are_letters_and_digits(shelf):
    for prefix in ("", "a:b", "a/b", "é", "a b"):
        with pytest.raises(ValueError, match="prefix"):
            sources.register(prefix, shelf)
