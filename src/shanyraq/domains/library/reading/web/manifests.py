"""A book as a IIIF manifest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from shanyraq.domains.library.reading.models import ContentsEntry, DigitalEdition, DigitalPage
from shanyraq.domains.library.reading.queries import books
from shanyraq.domains.library.reading.queries.access import Visitor
from shanyraq.domains.library.reading.queries.downloads import ready_downloads
from shanyraq.domains.library.reading.states import PageForm, PageState
from shanyraq.domains.library.reading.web.pictures import picture_base
from shanyraq.kernel.languages import DEFAULT, LANGUAGES
from shanyraq.platform.imaging.content_search_1 import search_service as search_service_1
from shanyraq.platform.imaging.presentation import Canvas, Link, Manifest, Provider, Section, manifest

TYPES = {"pdf": "application/pdf", "epub": "application/epub+zip"}


def absolute(path: str) -> str:
    """A whole address by the house's own name, so that it is the same whatever host a request names."""
    return f"{settings.NOTIFICATIONS_ADDRESS}{path}"


def canvas_address(edition: DigitalEdition, page_id: int) -> str:
    """The lasting identifier of a page, which also leads to it."""
    return absolute(reverse("library_canvas", args=[edition.public_id, page_id]))


def manifest_of(edition: DigitalEdition, visitor: Visitor) -> dict[str, Any] | None:
    """The manifest; None where the book has no page with a picture."""
    pages = [page for page in books.pages_of(edition) if page.form == PageForm.IMAGE]
    canvases = [
        _canvas(edition, page) for page in pages if page.has_picture and page.state == PageState.READY
    ]
    if not canvases:
        return None
    here = absolute(reverse("library_manifest", args=[edition.public_id]))
    language = books.language_tag(edition)
    is_rtl = edition.direction == DigitalEdition.Direction.RTL
    return manifest(
        Manifest(
            id=here,
            label={language: edition.title},
            canvases=canvases,
            direction="right-to-left" if is_rtl else "left-to-right",
            metadata=_facts(edition, language),
            rights=edition.rights or None,
            provider=_provider(edition),
            sections=_sections(edition, here, [canvas.id for canvas in canvases]),
            contents_label={DEFAULT: _("Contents")},
            homepage=[_homepage(edition, language)],
            rendering=[
                Link(
                    absolute(reverse("library_reading:download", args=[edition.public_id, each.kind])),
                    {language: f"{edition.title} ({each.get_kind_display()})"},
                    format=TYPES[each.kind],
                )
                for each in ready_downloads(edition, visitor)
            ],
            search=absolute(reverse("library_search_inside", args=[edition.public_id])),
            autocomplete=absolute(reverse("library_autocomplete", args=[edition.public_id])),
            more_services=[_older_search(edition)],
        )
    )


def _older_search(edition: DigitalEdition) -> dict[str, Any]:
    """Content Search 1, the only version that Mirador 4 asks for."""
    own = [edition.public_id]
    search, complete = (
        reverse("library_search_inside_1", args=own),
        reverse("library_autocomplete_1", args=own),
    )
    return search_service_1(absolute(search), absolute(complete))


def _canvas(edition: DigitalEdition, page: DigitalPage) -> Canvas:
    args = [edition.public_id, page.pk]
    return Canvas(
        id=canvas_address(edition, page.pk),
        label=page.shown_label,
        width=page.width,
        height=page.height,
        image=absolute(picture_base(page)),
        texts=(absolute(reverse("library_page_lines", args=args)),),
        alto=absolute(reverse("library_page_alto", args=args)),
    )


def _facts(edition: DigitalEdition, language: str) -> list[tuple[dict[str, str], dict[str, str]]]:
    pairs = ((_("Creator"), edition.creator), (_("Completeness"), edition.completeness))
    return [({DEFAULT: str(label)}, {language: value}) for label, value in pairs if value]


def _provider(edition: DigitalEdition) -> Provider:
    names = {LANGUAGES[code].bcp47: name for code, name in edition.library.name.items()}
    page = absolute(reverse("library_network:library", args=[edition.library.code]))
    return Provider(f"{page}#library", names or edition.library.code, edition.library.website or page)


def _homepage(edition: DigitalEdition, language: str) -> Link:
    return Link(absolute(reverse("library_book", args=[edition.public_id])), {language: edition.title})


def _sections(edition: DigitalEdition, here: str, canvases: list[str]) -> tuple[Section, ...]:
    """The table of contents; each part has the canvases up to the next entry of its level or a higher one."""
    entries = [
        entry
        for entry in books.contents_of(edition)
        if canvas_address(edition, entry.page_id) in set(canvases)
    ]
    starts = [canvases.index(canvas_address(edition, entry.page_id)) for entry in entries]
    return _Contents(entries, starts, here, canvases).below(0, len(entries))


@dataclass(frozen=True, slots=True)
class _Contents:
    """Entries with the place of each among the canvases."""

    entries: list[ContentsEntry]
    starts: list[int]
    here: str
    canvases: list[str]

    def below(self, first: int, last: int) -> tuple[Section, ...]:
        """The sections of the entries from *first* to before *last*, nested by level."""
        found, at = [], first
        while at < last:
            level = self.entries[at].level
            deeper = range(at + 1, last)
            end = next((place for place in deeper if self.entries[place].level <= level), last)
            found.append(self._section(at, self.below(at + 1, end)))
            at = end
        return tuple(found)

    def _section(self, at: int, parts: tuple[Section, ...]) -> Section:
        entry, start = self.entries[at], self.starts[at]
        end = self.starts[at + 1] if at + 1 < len(self.starts) else len(self.canvases)
        own = tuple(self.canvases[start : max(end, start + 1)])
        return Section(f"{self.here}/sections/{entry.position}", entry.title, own, parts)
