"""Everything that strangers and careless people send gets a clear answer, and nothing breaks."""

import html
import re
import secrets
from collections.abc import Iterator
from http import HTTPStatus
from urllib.parse import quote

import pytest
from django.utils import translation

from shanyraq.config.errors import TEXTS
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.files import refusals
from tests.journeys.house import House, environment_of, free_port, running
from tests.journeys.plain_http import Answer, ask
from tests.journeys.staff import EDITOR, REVIEWER, Staff, news_form, rich_text
from tests.platform.files.samples import bomb

THREE_GIGABYTES = 3 * 1024**3
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
REASONS = {
    "wrong_kind": lambda: str(refusals.wrong_kind(["picture"]).message),
    "damaged": lambda: str(refusals.damaged().message),
    "too_many_pixels": lambda: "The picture has 50000 × 50000 pixels",
    "svg": lambda: str(refusals.svg().message),
}
ACCEPT_LANGUAGES = [
    "", "*", ";;;", "q=1", "kk;q=", "kk;q=9e999", "-", "a-" * 5_000, "ru,,,,;q=0.5", "\xff\xfe", "kk;q=nan",
    ",".join(f"x{number}" for number in range(2_000)), "../../etc", "zh-Hans-CN-x-private;q=1",
]  # fmt: skip  # short values read in lines


@pytest.fixture(autouse=True)
def _still_stands(house: House) -> Iterator[None]:
    """Whatever was sent, the house answers the next visitor."""
    yield
    assert ask(house.address, "/en/").status == 200


def says(answer: Answer, status: HTTPStatus, language: str) -> bool:
    """Whether an answer is the error page of that status in that language."""
    with translation.override(language):
        title = str(TEXTS[status][0])
    tag = LANGUAGES[language].bcp47
    return (
        answer.status == status
        and f"<h1>{html.escape(title)}" in re.sub(r"<h1[^>]*>\s*", "<h1>", answer.text)
        and answer.headers["content-language"] == tag
    )


@pytest.mark.parametrize("path", ["/kk/", "/en/reserves/otrar/", "/ar/accounts/signup/", "/xx/", "/design/"])
def test_public_pages_carry_strict_headers(house: House, path: str) -> None:
    headers = ask(house.address, path).headers
    policy = headers["content-security-policy"]
    assert "unsafe-" not in policy
    assert {"default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'"} <= {
        part.strip() for part in policy.split(";")
    }
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "strict-origin-when-cross-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"


@pytest.mark.parametrize("header", ACCEPT_LANGUAGES)
def test_malformed_accept_language_still_opens_the_door(house: House, header: str) -> None:
    answer = ask(house.address, "/", headers={"Accept-Language": header})
    assert answer.status == 302
    assert answer.headers["location"].strip("/") in LANGUAGES


@pytest.mark.parametrize("path", ["/xx/", "/de/reserves/", "/kk-cyrl/", "/KK/", "/language/xx/"])
def test_unknown_language_is_not_found(house: House, path: str) -> None:
    answer = ask(house.address, path, headers={"Accept-Language": "fr"})
    assert says(answer, HTTPStatus.NOT_FOUND, "fr")


@pytest.mark.parametrize("language", ["kk", "en", "ar"])
def test_null_in_an_address_is_not_found(house: House, language: str) -> None:
    assert says(ask(house.address, f"/{language}/%00"), HTTPStatus.NOT_FOUND, language)


@pytest.mark.parametrize(
    "path", ["/kk/?q=%00", "/kk/%ff%fe/", "/kk/%c0%af", "/kk/..%2f..%2fetc/passwd", "//kk//"]
)
def test_strange_addresses_are_refused(house: House, path: str) -> None:
    answer = ask(house.address, path)
    assert answer.status in {400, 404}
    assert "<h1" in answer.text


def test_long_query_is_refused(house: House) -> None:
    answer = ask(house.address, f"/kk/?q={'a' * 20_000}")
    assert says(answer, HTTPStatus.REQUEST_URI_TOO_LONG, "kk")
    assert ask(house.address, f"/kk/?q={'a' * 100_000}").status == HTTPStatus.REQUEST_URI_TOO_LONG


def test_file_of_three_gigabytes_is_refused_before_it_arrives(house: House) -> None:
    form = {"Content-Type": "multipart/form-data; boundary=felt"}
    begin = b'--felt\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n' + bytes(65_536)
    for path, cookies in (("/en/accounts/login/", ""), ("/staff/images/add/", Staff(house, EDITOR).cookies)):
        answer = ask(
            house.address,
            path,
            method="POST",
            headers=form | {"Cookie": cookies, "Accept-Language": "en"},
            body=begin,
            announced=THREE_GIGABYTES,
        )
        assert says(answer, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "en")


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("felt.png", b"this is not a picture at all " * 40, "wrong_kind"),
        ("felt.png", b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "damaged"),
        ("bomb.png", bomb(), "too_many_pixels"),
        ("drawing.svg", SVG, "svg"),
        ("drawing.png", SVG, "svg"),
        ("page.jpg", b"<html><script>alert(1)</script></html>", "wrong_kind"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_picture_that_is_none_is_refused_with_a_reason(
    house: House, name: str, content: bytes, reason: str
) -> None:
    editor = Staff(house, EDITOR)
    title = f"hostile {secrets.token_hex(4)}"
    answer = editor.post("/staff/images/add/", {"title": title}, file=(name, content))
    assert answer.status_code == 200
    assert answer.url.endswith("/staff/images/add/")
    assert re.search(r'class="[^"]*error-message', answer.text)
    with translation.override("en"):
        assert html.escape(REASONS[reason]()) in answer.text
    kept = editor.get(f"/staff/api/main/images/?title={quote(title)}").json()
    assert kept["meta"]["total_count"] == 0


def test_script_in_the_text_of_an_editor_stays_text(house: House) -> None:
    slug = f"hostile-{secrets.token_hex(4)}"
    link = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}}
    body = rich_text(
        "press here <script>alert(2)</script><img src=x onerror=alert(3)>",
        entityRanges=[{"offset": 0, "length": 5, "key": 0}],
        entityMap=link,
    )
    reviewer = Staff(house, REVIEWER)
    section = reviewer.page_id("news", "en")
    form = news_form("<script>alert(4)</script>", slug, body, **{"action-publish": "1"})
    reviewer.post(f"/staff/pages/add/portal/newspage/{section}/", form)
    page = ask(house.address, f"/en/news/{slug}/")
    assert page.status == 200
    assert "&lt;script&gt;alert(2)" in page.text
    for forbidden in ("javascript:", "<script>alert", "<img src=x", " onerror="):
        assert forbidden not in page.text.replace("&lt;img src=x onerror=", "")


@pytest.fixture(scope="module")
def house_without_database(house: House) -> Iterator[House]:
    """A second web server whose database does not answer."""
    port = free_port()
    environment = environment_of(
        house.folder, f"http://127.0.0.1:{port}", "postgresql://postgres@%2Ftmp%2Fno-such-server/none"
    )
    command = ("granian", "--interface", "wsgi", "--port", str(port), "--workers", "1", "--no-ws")
    with running(environment, *command, "shanyraq.config.wsgi:application", path="/health/live") as dead:
        yield dead


@pytest.mark.parametrize("language", LANGUAGES)
def test_page_without_a_database_says_so_in_its_language(
    house_without_database: House, language: str
) -> None:
    answer = ask(house_without_database.address, f"/{language}/")
    assert says(answer, HTTPStatus.SERVICE_UNAVAILABLE, language)
    assert int(answer.headers["retry-after"]) > 0
    assert f'dir="{LANGUAGES[language].direction}"' in answer.text
    assert "unsafe-" not in answer.headers["content-security-policy"]


def test_error_page_without_a_database_follows_the_scripts_of_kazakh(house_without_database: House) -> None:
    answer = ask(house_without_database.address, "/kk-arab/")
    assert answer.status == 503
    assert 'lang="kk-Arab"' in answer.text
    assert 'dir="rtl"' in answer.text


def test_health_tells_life_from_readiness(house_without_database: House) -> None:
    assert ask(house_without_database.address, "/health/live").status == 200
    assert ask(house_without_database.address, "/health/ready").status == 503
