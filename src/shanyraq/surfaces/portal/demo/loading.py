"""The demonstration from beginning to end; running it again changes nothing that an editor touched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, ReferenceIndex, Site
from wagtail.signal_handlers import disable_reference_index_auto_update

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal.demo import attachments, menus, people, pictures
from shanyraq.surfaces.portal.demo.pages import PageWriter
from shanyraq.surfaces.portal.demo.placed import Media
from shanyraq.surfaces.portal.demo.planting import indexed_together
from shanyraq.surfaces.portal.demo.reading import CONTENT, Item, read_items
from shanyraq.surfaces.portal.demo.records import Records
from shanyraq.surfaces.portal.demo.relations import members_of, targets

Report = Callable[[str], None]


def load_demo(*, report: Report, password: str = "", folder: Path = CONTENT) -> Counter[str]:
    """Load what is missing, and the new wording of what no editor touched; how many items of each kind.

    One transaction: a failure leaves the database as it was. ``report`` gets a line for each kind. Raises
    ``DemoError`` for a file that is wrong, before anything is written.
    """
    items = read_items(folder)
    members_of(items)
    with transaction.atomic(), disable_reference_index_auto_update():
        return _load(items, report, password)


def _load(items: list[Item], report: Report, password: str) -> Counter[str]:
    for code in LANGUAGES:
        Locale.objects.get_or_create(language_code=code)
    records = Records()
    media = Media(pictures.load_pictures(items, records), attachments.load_attachments(items, records))
    report(f"pictures: {len(media.pictures)}, files: {len(media.attachments)}")
    writer = PageWriter(records=records, media=media, root=_root(records))
    with indexed_together(writer.new):
        written = _write_pages(items, writer, report)
        writer.finish()
    _set_site(writer)
    written["menu"] = menus.load_menus(writer.originals, records)
    people.load_groups()
    people.load_workflow(records)
    written["account"] = people.load_people(records, password)
    report(f"menus: {written['menu']}, accounts: {written['account']}")
    _index_references(writer, written)
    records.save()
    for slug in sorted({slug for item in items for slug in targets(item)} - set(writer.trees)):
        report(f"not there, so not linked: {slug}")
    return written


def _write_pages(items: list[Item], writer: PageWriter, report: Report) -> Counter[str]:
    written: Counter[str] = Counter()
    last = {item.kind: number for number, item in enumerate(items)}
    for number, item in enumerate(items):
        written[item.kind] += writer.write(item)
        if last[item.kind] == number:
            report(f"{item.kind}: {written[item.kind]} written, {_of_kind(items, item.kind)} in all")
    return written


def _of_kind(items: list[Item], kind: str) -> int:
    return sum(item.kind == kind for item in items)


def _root(records: Records) -> Page:
    """The root of all trees; at the very first run Wagtail's welcome page gives way."""
    root = Page.get_first_root_node()
    if not records.knows("page:home:kk"):
        for page in root.get_children().filter(content_type__model="page"):
            page.delete()
        root.refresh_from_db()
    return root


def _set_site(writer: PageWriter) -> None:
    """The home of the default language becomes the root of the default site, unless a site is there."""
    home = writer.originals.get("home")
    if home is None or Site.objects.filter(is_default_site=True).exists():
        return
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    port = address.port or (443 if address.scheme == "https" else 80)
    Site.objects.create(
        hostname=address.hostname or "localhost",
        port=port,
        root_page=home,
        is_default_site=True,
        site_name=settings.WAGTAIL_SITE_NAME,
    )


def _index_references(writer: PageWriter, written: Counter[str]) -> None:
    """Which page uses which picture or page: written at the end, because it is slow one by one."""
    if not sum(written.values()):
        return
    keys = [page.translation_key for page in writer.originals.values()]
    for page in Page.objects.filter(translation_key__in=keys, alias_of=None).specific().iterator():
        ReferenceIndex.create_or_update_for_object(page)
