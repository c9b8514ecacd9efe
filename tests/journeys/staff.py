"""An editor or reviewer without a browser: what Wagtail's forms send, sent by hand."""

import json
from typing import Any

import requests

from tests.journeys.house import House

EDITOR, REVIEWER = "editor@shanyraq.example", "reviewer@shanyraq.example"
SECONDS = 30


class Staff:
    """A person of the ministry, signed in by the public form, who reads Wagtail in English."""

    def __init__(self, house: House, email: str) -> None:
        self._house = house
        self._session = requests.Session()
        self._session.headers["Accept-Language"] = "en"
        answer = self.post("/en/accounts/login/", {"login": email, "password": house.password})
        assert answer.url.endswith("/en/accounts/profile/"), answer.url

    @property
    def cookies(self) -> str:
        """The header by which the platform knows this person."""
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._session.cookies)

    def page_id(self, slug: str, language: str) -> int:
        """The number of a page, as Wagtail's admin knows it."""
        found = self.get(f"/staff/api/main/pages/?slug={slug}&locale={language}").json()["items"]
        return int(found[0]["id"])

    def get(self, path: str) -> requests.Response:
        return self._session.get(f"{self._house.address}{path}", timeout=SECONDS)

    def post(self, path: str, values: dict[str, Any], *, file: tuple[str, bytes] | None = None) -> Any:
        """Send a form, with *file* (name, content) as its field ``file``, and follow where it leads."""
        if "csrftoken" not in self._session.cookies:
            self.get("/en/accounts/login/")
        return self._session.post(
            f"{self._house.address}{path}",
            data={"csrfmiddlewaretoken": self._session.cookies["csrftoken"], **values},
            files={"file": file} if file else None,
            headers={"Referer": f"{self._house.address}/"},
            timeout=SECONDS,
        )


def rich_text(*paragraphs: str, **first: Any) -> str:
    """Paragraphs as Wagtail's editor sends them; *first* adds entities to the first one."""
    blocks = [
        {
            "key": f"p{number}",
            "text": text,
            "type": "unstyled",
            "depth": 0,
            "inlineStyleRanges": [],
            "entityRanges": [],
        }
        for number, text in enumerate(paragraphs)
    ]
    blocks[0] |= {name: value for name, value in first.items() if name != "entityMap"}
    return json.dumps({"blocks": blocks, "entityMap": first.get("entityMap", {})})


def news_form(title: str, slug: str, body: str, **values: str) -> dict[str, str]:
    """The fields of Wagtail's form of a news article with one block of text."""
    return {
        "title": title, "slug": slug, "summary": title, "date": "2026-10-02", "picture": "",
        "picture_description": "", "picture_credit": "", "seo_title": "", "search_description": "",
        "body-count": "1", "body-0-type": "text", "body-0-value": body, "body-0-id": "", "body-0-deleted": "",
        "body-0-order": "0", "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0", **values,
    }  # fmt: skip  # a form's fields read in lines
