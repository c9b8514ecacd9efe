"""The way of a text: draft, review, comments, dates; and the menus."""

import json
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from procrastinate.contrib.django import app
from wagtail.models import Comment, Page, TaskState

from shanyraq.surfaces.portal.models import Menu, NewsPage
from shanyraq.surfaces.portal.tasks import publish_scheduled
from tests.factories.portal import NewsPageFactory, PictureFactory, in_language

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_section")]


def form(**values: Any) -> dict[str, Any]:
    """The fields of the admin's form of a news article."""
    text = [
        {
            "type": "text",
            "value": json.dumps(draftail("Портал ашылды.")),
            "id": "",
            "deleted": "",
            "order": "0",
        }
    ]
    fields = {
        "title": "Ашылды", "slug": "opens", "summary": "Қысқаша", "date": "2026-10-02",
        "picture_description": "", "picture_credit": "", "seo_title": "", "search_description": "",
        "body-count": str(len(text)), "comments-TOTAL_FORMS": "0", "comments-INITIAL_FORMS": "0",
    }  # fmt: skip  # a form's fields read in lines
    for number, block in enumerate(text):
        fields |= {f"body-{number}-{name}": value for name, value in block.items()}
    return fields | values


def draftail(text: str) -> dict[str, Any]:
    return {
        "blocks": [
            {
                "key": "a1b2c",
                "text": text,
                "type": "unstyled",
                "depth": 0,
                "inlineStyleRanges": [],
                "entityRanges": [],
            }
        ],
        "entityMap": {},
    }


def create(client: Client, section: Any, **values: Any) -> Any:
    client.post(reverse("wagtailadmin_pages:add", args=["portal", "newspage", section.pk]), form(**values))
    return NewsPage.objects.filter(slug="opens", locale=section.locale).first()


def test_text_goes_from_its_editor_to_a_reviewer(editor: Client, reviewer: Client, section: Any) -> None:
    picture = PictureFactory()
    article = create(editor, section, **{"picture": picture.pk, "action-submit": "1"})
    assert (article.live, article.current_workflow_state.status) == (False, "in_progress")

    task = TaskState.objects.get(workflow_state=article.current_workflow_state)
    address = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task.pk])
    assert editor.post(address).status_code in {302, 403}
    article.refresh_from_db()
    assert article.live is False

    reviewer.post(address)
    article.refresh_from_db()
    assert (article.live, article.picture) == (True, picture)
    assert Page.objects.live().filter(translation_key=article.translation_key).count() == 8


def test_reviewer_approves_in_the_form_of_the_page(editor: Client, reviewer: Client, section: Any) -> None:
    article = create(editor, section, **{"action-submit": "1"})
    action = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    text = {"body-0-id": article.body[0].id, "body-0-value": json.dumps(draftail("Портал ашылды."))}
    reviewer.post(reverse("wagtailadmin_pages:edit", args=[article.pk]), form(**action, **text))

    article.refresh_from_db()
    assert article.live is True


def test_editor_may_not_publish(editor: Client, section: Any) -> None:
    article = create(editor, section, **{"action-publish": "1"})

    assert article.live is False


def test_reviewer_comments_beside_the_text(editor: Client, reviewer: Client, section: Any) -> None:
    article = create(editor, section)
    reviewer.post(
        reverse("wagtailadmin_pages:edit", args=[article.pk]),
        form()
        | {
            "comments-TOTAL_FORMS": "1",
            "comments-0-contentpath": "title",
            "comments-0-text": "Қысқарақ?",
            "comments-0-position": "",
            "comments-0-resolved": "",
            "comments-0-DELETE": "",
            "comments-0-id": "",
            "comments-0-replies-TOTAL_FORMS": "0",
            "comments-0-replies-INITIAL_FORMS": "0",
        },
    )

    comment = Comment.objects.get(page=article)
    assert (comment.text, comment.contentpath) == ("Қысқарақ?", "title")


def test_page_appears_and_goes_at_its_time(section: Any) -> None:
    article = NewsPageFactory(parent=section, publish=False)
    now = timezone.now()
    article.go_live_at = now + timedelta(minutes=1)
    article.save_revision(approved_go_live_at=article.go_live_at).publish()
    publish_scheduled(timestamp=0)
    article.refresh_from_db()
    assert article.live is False

    revision = article.latest_revision
    revision.content["go_live_at"] = (now - timedelta(minutes=1)).isoformat()
    revision.approved_go_live_at = now - timedelta(minutes=1)
    revision.save()
    publish_scheduled(timestamp=0)
    assert Page.objects.live().filter(translation_key=article.translation_key).count() == 8

    NewsPage.objects.filter(pk=article.pk).update(expire_at=now - timedelta(seconds=1))
    publish_scheduled(timestamp=0)
    assert (
        not Page.objects.live()
        .filter(translation_key=article.translation_key, locale=article.locale)
        .exists()
    )


def test_clock_of_publication_ticks_every_minute() -> None:
    planned = {task.task.name: task.cron for task in app.periodic_registry.periodic_tasks.values()}
    assert planned["shanyraq.surfaces.portal.tasks.publish_scheduled"] == "* * * * *"


def test_script_pasted_into_the_form_is_gone(reviewer: Client, section: Any) -> None:
    evil = draftail("нажми") | {
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": "javascript:alert(1)"}}}
    }
    evil["blocks"][0]["entityRanges"] = [{"offset": 0, "length": 5, "key": 0}]
    article = create(reviewer, section, **{"body-0-value": json.dumps(evil), "action-publish": "1"})

    assert article.body[0].value.source.count("javascript") == 0


def test_editor_keeps_the_menus(editor: Client, section: Any) -> None:
    names = {f"title_{code}": "" for code in ("kk", "ru", "en", "tr", "ar", "zh_hans", "fr", "es")}
    texts = {f"items-0-text_{name.removeprefix('title_')}": "" for name in names}
    response = editor.post(
        reverse("wagtailsnippets_portal_menu:add"),
        {
            "place": "main",
            "position": "0",
            **names,
            "title_kk": "Бөлімдер",
            "title_en": "Sections",
            "items-TOTAL_FORMS": "1",
            "items-INITIAL_FORMS": "0",
            "items-MIN_NUM_FORMS": "0",
            "items-MAX_NUM_FORMS": "1000",
            "items-0-page": section.pk,
            "items-0-address": "",
            "items-0-ORDER": "1",
            "items-0-id": "",
            "items-0-DELETE": "",
            **texts,
        },
    )

    assert response.status_code == 302
    assert [(str(menu.title["en"]), menu.items.get().page_id) for menu in Menu.objects.all()] == [
        ("Sections", section.pk)
    ]


@pytest.mark.parametrize("code", ["kk", "en", "ar"])
def test_page_opens_in_the_admin_in_every_tree(reviewer: Client, section: Any, code: str) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[in_language(section, code).pk])

    assert reviewer.get(address).status_code == 200
    assert get_user_model().objects.count() == 1
