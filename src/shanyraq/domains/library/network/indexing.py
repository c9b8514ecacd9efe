"""What of the network is found: every live member, in each language of the house."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.models import Library
from shanyraq.domains.library.network.states import MembershipState
from shanyraq.kernel.languages import LANGUAGES
from shanyraq.platform.search.documents import Document, Source, Table, Text, register

SOURCE = "library.member"


def connect() -> None:
    """Make libraries findable; called once when the room is ready."""
    register(
        Source(
            name=SOURCE,
            documents=documents,
            keys=keys,
            visible=visible,
            kinds={"library": _("Libraries")},
            tables=(
                Table("library_network_library", "id", spread="languages"),
                Table("library_network_branch", "library_id", spread="languages"),
            ),
            spreads={"languages": in_all_languages},
        )
    )


def documents(wanted: Collection[str]) -> Iterator[Document]:
    """A document for each library and language of its readers. Two queries."""
    pairs = [_parts(key) for key in wanted]
    numbers = {number for number, _language in pairs}
    found = Library.objects.filter(pk__in=numbers, state=MembershipState.LIVE).prefetch_related("branches")
    libraries = {library.pk: library for library in found}
    for number, language in pairs:
        if number in libraries and language in LANGUAGES:
            with translation.override(language):
                yield _document(libraries[number], language)


def keys() -> Iterator[str]:
    """Every live library in every language."""
    numbers = Library.objects.filter(state=MembershipState.LIVE).order_by("pk").values_list("pk", flat=True)
    yield from (f"{number}.{language}" for number in numbers.iterator() for language in LANGUAGES)


def visible(wanted: Collection[str], audiences: frozenset[str]) -> set[str]:  # noqa: ARG001 -- members are public to all
    """Those of live libraries. One query."""
    numbers = {_parts(key)[0] for key in wanted}
    live = set(
        Library.objects.filter(pk__in=numbers, state=MembershipState.LIVE).values_list("pk", flat=True)
    )
    return {key for key in wanted if _parts(key)[0] in live}


def in_all_languages(numbers: Collection[str]) -> set[str]:
    """The keys of the documents of these libraries."""
    return {f"{number}.{language}" for number in numbers for language in LANGUAGES}


def _parts(key: str) -> tuple[int, str]:
    number, _dot, language = key.partition(".")
    return int(number), language


def _document(library: Library, language: str) -> Document:
    name, address = library.name.in_language(language), library.address.in_language(language)
    place = str(library.place.in_language(language))
    branches = [branch for branch in library.branches.all() if not branch.is_closed]
    fields = [field for branch in branches for field in (branch.name, branch.place, branch.address)]
    shown = [field.in_language(language) for field in fields]
    others = [
        Text(words, code)
        for field, seen in zip(fields, shown, strict=True)
        for code, words in field.items()
        if code != seen.language
    ]
    return Document(
        source=SOURCE,
        key=f"{library.pk}.{language}",
        kind="library",
        language=name.language,
        title=name.text or library.code,
        address=reverse("library_network:library", args=[library.code]),
        summary=address.text,
        names=tuple(Text(words, code) for code, words in library.name.items() if code != name.language),
        texts=tuple(Text(each.text, each.language) for each in shown if each.text),
        unseen=tuple(others),
        identifiers=tuple(filter(None, (library.isil, library.code))),
        places=(place,) if place else (),
        readers=frozenset({language}),
        note=str(library.get_kind_display()),
    )
