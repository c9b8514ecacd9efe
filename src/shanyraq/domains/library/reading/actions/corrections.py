"""Correcting the recognised text of a page: every version is kept, and any can be brought back."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading.actions.editions import lock, not_allowed
from shanyraq.domains.library.reading.actions.storing import forget, keep
from shanyraq.domains.library.reading.actions.texts import keep_text
from shanyraq.domains.library.reading.formats.alto import write_alto
from shanyraq.domains.library.reading.formats.corrections import Texts, corrected, lines_as_text
from shanyraq.domains.library.reading.formats.words import PageWords
from shanyraq.domains.library.reading.models import DigitalEdition, DigitalPage, PageText, TextVersion
from shanyraq.domains.library.reading.permissions import may_digitise
from shanyraq.domains.library.reading.queries.corrections import latest_number, words_in, words_of
from shanyraq.domains.library.reading.states import PageState, TextOrigin
from shanyraq.kernel.errors import Refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A text that takes the place of the present one."""

    words: PageWords
    origin: str
    actor: Any
    at: datetime
    changed_lines: int = 0
    restored: int | None = None


def correct_page(
    *, page: DigitalPage, texts: Texts, seen: int, is_checked: bool, actor: Any, at: datetime
) -> TextVersion | None:
    """Write other words into the printed lines of a page, in any state of its digital edition.

    Search inside, ALTO, the text for screen readers and the next downloads follow at once.

    :param texts: all lines by block, as ``lines_as_text`` gives them.
    :param seen: the number of the version that was corrected (0: the recognised text).
    :param is_checked: somebody has read the whole page, so it counts as corrected by hand.
    :returns: the new version; None when nothing is different.
    :raises Refusal: ``not_allowed``; ``no_text`` without lines; ``changed_meanwhile``; ``too_many_words``.
    """
    with transaction.atomic():
        edition, locked = _lock(page, actor)
        words = _present(locked, seen)
        typed = _retyped(words, texts)
        changed = _count_changed(lines_as_text(words), texts)
        origin = TextOrigin.HAND if is_checked else _origin(locked)
        if not changed and origin == _origin(locked):
            return None
        change = _Change(words=typed, origin=origin, actor=actor, at=at, changed_lines=changed)
        return _write(edition, locked, change)


def restore_version(*, page: DigitalPage, number: int, seen: int, actor: Any, at: datetime) -> TextVersion:
    """Bring an earlier text of a page back, as a new version.

    :raises Refusal: ``not_allowed``; ``no_such_version``; ``no_text``; ``changed_meanwhile``.
    """
    with transaction.atomic():
        edition, locked = _lock(page, actor)
        _present(locked, seen)
        wanted = locked.text_versions.filter(number=number).first()
        if wanted is None or number == seen:
            raise Refusal(_("There is no such earlier version."), code="no_such_version")
        change = _Change(
            words=words_in(wanted), origin=wanted.origin, actor=actor, at=at, restored=wanted.number
        )
        return _write(edition, locked, change)


def note_recognition(*, page: DigitalPage, words: PageWords | None, origin: str, at: datetime) -> None:
    """Keep what a program recognised anew as a version, where a text was corrected before it."""
    if words is not None and latest_number(page):
        _add_version(page, _Change(words=words, origin=origin, actor=None, at=at))


def _lock(page: DigitalPage, actor: Any) -> tuple[DigitalEdition, DigitalPage]:
    edition = lock(page.edition)
    if not may_digitise(actor, edition.library):
        raise not_allowed()
    locked = DigitalPage.objects.select_for_update().filter(pk=page.pk, state=PageState.READY).first()
    if locked is None:
        raise _no_text()
    return edition, locked


def _no_text() -> Refusal:
    text = _("This page has no recognised text. Have it recognised first.")
    return Refusal(text, code="no_text")


def _present(page: DigitalPage, seen: int) -> PageWords:
    if latest_number(page) != seen:
        text = _("Somebody else has corrected this page meanwhile. Compare your text with theirs.")
        raise Refusal(text, code="changed_meanwhile")
    words = words_of(page)
    if words is None or not words.blocks:
        raise _no_text()
    return words


def _retyped(words: PageWords, texts: Texts) -> PageWords:
    try:
        return corrected(words, texts)
    except ValueError:
        text = _("The lines do not fit this page, or there are too many words. Open the page anew.")
        raise Refusal(text, code="too_many_words") from None


def _count_changed(before: Texts, after: Texts) -> int:
    pairs = zip(_flat(before), _flat(after), strict=True)
    return sum(old.split() != new.split() for old, new in pairs)


def _flat(texts: Texts) -> Sequence[str]:
    return [line for block in texts for line in block]


def _origin(page: DigitalPage) -> str:
    return PageText.objects.values_list("origin", flat=True).filter(page=page).first() or TextOrigin.NONE


def _write(edition: DigitalEdition, page: DigitalPage, change: _Change) -> TextVersion:
    if not latest_number(page):
        before = words_of(page) or PageWords(page.width, page.height)
        recognised = _Change(words=before, origin=_origin(page), actor=None, at=page.changed_at)
        _add_version(page, recognised)
    version = _add_version(page, change)
    _keep_alto(edition, page, version)
    keep_text(page=page, words=change.words, language=edition.language, origin=change.origin)
    edition.changed_at = change.at
    edition.save(update_fields=["changed_at"])
    return version


def _add_version(page: DigitalPage, change: _Change) -> TextVersion:
    return TextVersion.objects.create(
        page=page,
        number=latest_number(page) + 1,
        alto=zlib.compress(write_alto(change.words)),
        origin=change.origin,
        changed_lines=change.changed_lines,
        restored=change.restored,
        made_by=change.actor,
        made_at=change.at,
    )


def _keep_alto(edition: DigitalEdition, page: DigitalPage, version: TextVersion) -> None:
    """A name of its own for each version, so that forgetting an old file never hits a new one."""
    old = page.alto.name
    name = f"pages/{edition.public_id}/{page.pk}-text-{version.number}.alto.xml"
    page.alto.name = keep(name, zlib.decompress(version.alto))
    page.save(update_fields=["alto"])
    transaction.on_commit(lambda: forget(old))
