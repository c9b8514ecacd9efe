"""Pages of the portal for tests: a site in eight languages and pages of every kind."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import factory
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Locale, Page, Site

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal import models

_numbers = count()


def picture_bytes(size: tuple[int, int] = (64, 40)) -> bytes:
    """A small JPEG."""
    file = io.BytesIO()
    Image.new("RGB", size, "#3a6ea5").save(file, "JPEG")
    return file.getvalue()


class PictureFactory(factory.django.DjangoModelFactory):
    """A picture described in Kazakh and English."""

    class Meta:
        model = models.Picture

    title = "Steppe"
    description = {"kk": "Дала", "en": "The steppe"}
    credit = {"kk": "Сурет: Шаңырақ", "en": "Drawn for Shanyraq"}
    file = factory.LazyFunction(lambda: ContentFile(picture_bytes(), name="steppe.jpg"))


class AttachmentFactory(factory.django.DjangoModelFactory):
    """A text file to download."""

    class Meta:
        model = models.Attachment

    title = "Attachment"
    file = factory.LazyFunction(lambda: ContentFile(b"content", name="attachment.pdf"))


class PageFactory(factory.django.DjangoModelFactory):
    """A page added below ``parent``; ``publish=True`` publishes it as an editor would."""

    class Meta:
        abstract = True

    title = factory.Sequence(lambda number: f"Page {number}")
    slug = factory.LazyFunction(lambda: f"page-{next(_numbers)}")
    summary = "Summary"

    @classmethod
    def _create(cls, model_class: Any, *_args: Any, **fields: Any) -> Any:
        parent, publish = fields.pop("parent"), fields.pop("publish", True)
        locale = fields.pop("locale", None) or parent.locale
        page = model_class(live=False, locale=locale, **fields)
        parent.add_child(instance=page)
        if publish:
            page.save_revision().publish()
            page.refresh_from_db()
        return page


class HomePageFactory(PageFactory):
    class Meta:
        model = models.HomePage


class SectionPageFactory(PageFactory):
    class Meta:
        model = models.SectionPage


class NewsPageFactory(PageFactory):
    class Meta:
        model = models.NewsPage

    date = date(2026, 10, 2)


class EventPageFactory(PageFactory):
    class Meta:
        model = models.EventPage

    start = datetime(2027, 3, 21, 5, 0, tzinfo=UTC)


class PlacePageFactory(PageFactory):
    class Meta:
        model = models.PlacePage

    type = "museum"


class PersonPageFactory(PageFactory):
    class Meta:
        model = models.PersonPage


class EnsemblePageFactory(PageFactory):
    class Meta:
        model = models.EnsemblePage


class WorkPageFactory(PageFactory):
    class Meta:
        model = models.WorkPage

    type = "film"


class CollectionPageFactory(PageFactory):
    class Meta:
        model = models.CollectionPage


class ExhibitionPageFactory(PageFactory):
    class Meta:
        model = models.ExhibitionPage


class StoryPageFactory(PageFactory):
    class Meta:
        model = models.StoryPage


class DocumentPageFactory(PageFactory):
    class Meta:
        model = models.DocumentPage

    type = "law"


class PlainPageFactory(PageFactory):
    class Meta:
        model = models.PlainPage


class RoutePageFactory(PageFactory):
    class Meta:
        model = models.RoutePage


def make_locales() -> dict[str, Locale]:
    """The eight locales by code."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}


def make_home() -> models.HomePage:
    """A Kazakh home page with fallbacks in the other languages, as the root of the default site."""
    locales = make_locales()
    root = Page.get_first_root_node()
    for welcome in root.get_children():
        welcome.delete()  # the page that Wagtail's own migration makes
    root.refresh_from_db()
    home = HomePageFactory.create(parent=root, title="Мәдениет", slug="home", locale=locales["kk"])
    Site.objects.all().delete()
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
    return home


def in_language(page: Any, code: str) -> Any:
    """The page of the same item in a language, specific, fresh from the database."""
    return Page.objects.get(translation_key=page.translation_key, locale__language_code=code).specific


def translate(page: Any, code: str, **texts: Any) -> Any:
    """Publish a translation made by hand: the fallback becomes an ordinary page with other words."""
    target = in_language(page, code)
    if target.alias_of_id:
        ConvertAliasPageAction(target).execute(skip_permission_checks=True)
        target = in_language(page, code)
    for name, value in texts.items():
        setattr(target, name, value)
    target.save_revision().publish()
    return in_language(page, code)
