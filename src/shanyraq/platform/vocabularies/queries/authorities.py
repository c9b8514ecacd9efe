"""Finding authorities by name or number, and naming them for a reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import QuerySet

from shanyraq.kernel.languages import LANGUAGES, fallback_chain
from shanyraq.platform.vocabularies.keys import key_of, short_key_of, years_of
from shanyraq.platform.vocabularies.models import Authority, AuthorityName

_BIBLIOGRAPHIC = {
    "kk": "kaz",
    "ru": "rus",
    "en": "eng",
    "tr": "tur",
    "ar": "ara",
    "zh-hans": "chi",
    "fr": "fre",
    "es": "spa",
}
_OWN_SCRIPTS = {"ar": "Arab", "zh-hans": "Hani", "kk": "Cyrl", "ru": "Cyrl"}
_LANGUAGES = {marc: code for code, marc in _BIBLIOGRAPHIC.items()}
_MOST_STEPS = 64


@dataclass(frozen=True, slots=True)
class ShownName:
    """A name as it is shown: the text with the language and script it is in."""

    text: str
    language: str
    script: str

    @property
    def bcp47(self) -> str:
        """The value for ``lang``, empty when the language is not known."""
        code = _LANGUAGES.get(self.language, "")
        return LANGUAGES[code].bcp47 if code else ""


def current_authority(public_id: str) -> Authority | None:
    """The authority that a public id leads to now, through all mergings; None for an unknown id."""
    found = Authority.objects.filter(public_id=public_id).first()
    return root_of(found) if found else None


def root_of(authority: Authority) -> Authority:
    """The authority that this one leads to; itself when it was never merged. Never loops."""
    seen = {authority.pk}
    while (
        authority.merged_into_id is not None
        and authority.merged_into_id not in seen
        and len(seen) < _MOST_STEPS
    ):
        seen.add(authority.merged_into_id)
        authority = Authority.objects.get(pk=authority.merged_into_id)
    return authority


def family_ids(authority: Authority) -> list[int]:
    """The ids of an authority and of all that were merged into it, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH RECURSIVE family AS (
                SELECT %s::bigint AS id
                UNION
                SELECT authority.id FROM vocabularies_authority authority
                JOIN family ON authority.merged_into_id = family.id
            )
            SELECT id FROM family ORDER BY id
            """,
            [authority.pk],
        )
        return [pk for (pk,) in cursor.fetchall()]


def names_of(authority: Authority) -> QuerySet[AuthorityName]:
    """All names of an authority and of those merged into it, the preferred ones first."""
    return AuthorityName.objects.filter(authority__in=family_ids(authority)).order_by("-is_preferred", "pk")


def find_authorities(text: str, *, kind: str, dates: str = "") -> QuerySet[Authority]:
    """Authorities that a name in any script may mean; those with the same year of birth when dates are given.

    Merged ones are left out: ask ``root_of`` of what ``names`` say when they matter.
    """
    key = key_of(text, kind)
    short = short_key_of(key, years_of(dates)[0])
    names = AuthorityName.objects.filter(short_key=short) if short else AuthorityName.objects.filter(key=key)
    return Authority.objects.filter(pk__in=names.values("authority"), merged_into=None).order_by("pk")


def shown_names(authority_ids: Iterable[int], language: str) -> dict[int, ShownName]:
    """How to name each authority to a reader of *language*, in one query: a name in that language, else in
    its script, else in the nearest language that there is; of equally near ones the preferred."""
    chain = [_BIBLIOGRAPHIC[code] for code in fallback_chain(language)]
    script = _OWN_SCRIPTS.get(language, "Latn")
    ranked: dict[int, tuple[tuple[int, int, int], AuthorityName]] = {}
    for name in AuthorityName.objects.filter(authority__in=list(authority_ids)).order_by("pk"):
        rank = _rank(name, chain, script)
        if name.authority_id not in ranked or rank < ranked[name.authority_id][0]:
            ranked[name.authority_id] = (rank, name)
    return {pk: ShownName(name.text, name.language, name.script) for pk, (_rank_, name) in ranked.items()}


def _rank(name: AuthorityName, chain: list[str], script: str) -> tuple[int, int, int]:
    if name.language == chain[0] and name.script in {"", script}:
        return 0, not name.is_preferred, 0
    if name.script == script:
        return 1, not name.is_preferred, 0
    return 2, chain.index(name.language) if name.language in chain else len(chain), not name.is_preferred
