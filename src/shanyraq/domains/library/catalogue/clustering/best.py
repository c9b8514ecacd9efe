"""The best description of an edition out of those of its records: one rule for each field, no chance in it.

Records are ranked by how much they tell. The title block comes from one record, so that its parts belong
together; numbers, subjects and notes are gathered from all; a year or a language is what most records say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any, Final

from shanyraq.domains.library.catalogue.clustering.features import Stored
from shanyraq.domains.library.catalogue.clustering.folding import fold
from shanyraq.domains.library.catalogue.clustering.people import Name, agree, names_of

MOST_GATHERED: Final = 60
_WEIGHTS: Final = {
    "isbns": 3, "agents": 3, "extent": 2, "publishers": 2, "year": 2, "subjects": 2, "summary": 2,
    "subtitle": 1, "responsibility": 1, "places": 1, "series": 1, "languages": 1, "classes": 1,
    "uniform_title": 1, "original_title": 1, "contents": 1, "notes": 1, "edition": 1, "illustrations": 1,
}  # fmt: skip  # a table, read row by row
_TITLE_BLOCK: Final = ("title", "subtitle", "part_number", "part_title", "responsibility")
_NATIVE_SCRIPTS: Final = {
    "kaz": "Cyrl", "rus": "Cyrl", "kir": "Cyrl", "eng": "Latn", "tur": "Latn", "fre": "Latn", "ger": "Latn",
    "spa": "Latn", "ara": "Arab", "per": "Arab", "uig": "Arab", "chi": "Hani",
}  # fmt: skip  # a table, read row by row


def completeness(stored: Stored) -> int:
    """How much a description tells, by the weights above."""
    return sum([weight for name, weight in _WEIGHTS.items() if stored.get(name)])


def best_of(descriptions: Sequence[Stored]) -> dict[str, Any]:
    """The best description. Holdings are left out: they are each record's own.

    Descriptions that tell equally much count in the order given, which so must be one that does not change by
    chance (library, control number).
    """
    if len(descriptions) == 1:
        return {name: value for name, value in descriptions[0].items() if name != "holdings"}
    ranked = sorted(descriptions, key=completeness, reverse=True)
    apart = {*_RULES, *_TITLE_BLOCK, "other_titles", "holdings"}
    best = {name: ranked[0][name] for name in ranked[0] if name not in apart}
    for name in dict.fromkeys(name for each in ranked for name in each):
        if name in _RULES and (value := _RULES[name](name, ranked)) not in (None, "", [], ()):
            best[name] = value
    return best | _titles(ranked)


def _titles(ranked: Sequence[Stored]) -> dict[str, Any]:
    """The title block of the fullest record in the language's own script, with the other forms beside it.

    What this record leaves out of it is taken from one that writes the title in the same script.
    """
    chief = next((each for each in ranked if _is_native(each)), ranked[0])
    script = _script(chief)
    alike = [chief, *(each for each in ranked if each is not chief and _script(each) == script)]
    block: dict[str, Any] = {name: value for name in _TITLE_BLOCK if (value := _fullest(name, alike))}
    if "title" in block:
        title = dict(block["title"])
        forms = {(script, text) for script, text in title.get("others") or ()}
        for each in ranked:
            forms |= _forms(each, title)
        if forms:
            title["others"] = [list(form) for form in sorted(forms)]
        block["title"] = title
    others = _other_titles(ranked, block.get("title"))
    return {**block, "other_titles": others} if others else block


def _script(stored: Stored) -> str:
    return str((stored.get("title") or {}).get("script", ""))


def _is_native(stored: Stored) -> bool:
    languages = stored.get("languages") or ()
    wanted = _NATIVE_SCRIPTS.get(languages[0]) if languages else None
    return bool(wanted) and _script(stored) == wanted


def _forms(stored: Stored, title: Stored) -> set[tuple[str, str]]:
    """Forms of a record's title in scripts that the chosen title is not in."""
    theirs = stored.get("title") or {"text": ""}
    forms = [(theirs.get("script", ""), theirs["text"]), *theirs.get("others", ())]
    return {(script, text) for script, text in forms if script and script != title.get("script", "")}


def _other_titles(ranked: Sequence[Stored], title: Stored | None) -> list[Any]:
    """Parallel and variant titles of all records, and their main titles where these are spelt otherwise."""
    known = {fold(text) for text in [title["text"]]} if title else set()
    gathered: list[Any] = []
    for each in ranked:
        own = [each["title"]] if each.get("title") else []
        for heading in [*(each.get("other_titles") or ()), *own]:
            folded = fold(heading["text"])
            if folded not in known and len(gathered) < MOST_GATHERED:
                known.add(folded)
                gathered.append(heading)
    return gathered


def _fullest(name: str, ranked: Sequence[Stored]) -> Any:
    """What the fullest record says that says anything."""
    return next((each[name] for each in ranked if each.get(name)), None)


def _commonest(name: str, ranked: Sequence[Stored]) -> Any:
    """What most records say; among equals the fullest record's word."""
    told = [each[name] for each in ranked if each.get(name)]
    if not told or all(value == told[0] for value in told):
        return told[0] if told else None
    return _thawed(Counter(map(_frozen, told)).most_common(1)[0][0])


def _longest(name: str, ranked: Sequence[Stored]) -> Any:
    """The longest text."""
    return max((each.get(name, "") for each in ranked), key=len)


def _all_of(name: str, ranked: Sequence[Stored]) -> Any:
    """Everything that any record tells, each once, the most often told first."""
    counted = Counter(_frozen(value) for each in ranked for value in each.get(name) or ())
    return [_thawed(value) for value, _times in counted.most_common(MOST_GATHERED)]


def _by_text(name: str, ranked: Sequence[Stored]) -> Any:
    """Everything that any record tells; what is the same word in another script or spelling stands once."""
    gathered: dict[Any, Any] = {}
    for each in ranked:
        for value in each.get(name) or ():
            said = (
                value
                if isinstance(value, str)
                else (value.get("text") or value.get("title") or value.get("address"))
            )
            gathered.setdefault(fold(said or "") or said, value)
    return list(gathered.values())[:MOST_GATHERED]


def _agents(name: str, ranked: Sequence[Stored]) -> Any:
    """Every person once: the fullest form of the name, all roles, dates and numbers from any record."""
    gathered: list[tuple[tuple[Name, ...], dict[str, Any]]] = []
    for each in ranked:
        for agent in each.get(name) or ():
            names = names_of(agent)
            same = next((known for known in gathered if _same_person(known, names, agent)), None)
            if same is None:
                gathered.append((names, dict(agent)))
            else:
                gathered[gathered.index(same)] = (names_of(joined := _joined(same[1], agent)), joined)
    return [agent for _names, agent in gathered[:MOST_GATHERED]]


def _same_person(known: tuple[tuple[Name, ...], Stored], names: tuple[Name, ...], agent: Stored) -> bool:
    if known[1].get("kind", "person") != agent.get("kind", "person"):
        return False
    return any(agree(mine, theirs) for mine in known[0] for theirs in names)


def _joined(known: dict[str, Any], agent: Stored) -> dict[str, Any]:
    joined = dict(known)
    mine, theirs = known["name"], agent["name"]
    forms = {(script, text) for script, text in [*mine.get("others", ()), *theirs.get("others", ())]}
    same_script = mine.get("script", "") == theirs.get("script", "")
    if same_script and len(theirs["text"]) > len(mine["text"]):
        joined["name"] = mine = theirs
    elif not same_script and theirs.get("script"):
        forms.add((theirs["script"], theirs["text"]))
    forms = {form for form in forms if form[0] != mine.get("script", "")}
    if forms:
        joined["name"] = {**mine, "others": [list(form) for form in sorted(forms)]}
    joined["roles"] = list(dict.fromkeys([*known.get("roles", ()), *agent.get("roles", ())]))
    joined["dates"] = max(known.get("dates", ""), agent.get("dates", ""), key=len)
    pairs = [*known.get("identifiers", ()), *agent.get("identifiers", ())]
    joined["identifiers"] = list(map(list, dict.fromkeys(map(tuple, pairs))))
    joined["is_main"] = bool(known.get("is_main") or agent.get("is_main"))
    return {key: value for key, value in joined.items() if value not in ("", [], False)}


def _frozen(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple([_frozen(each) for each in value])
    return (
        tuple(sorted((key, _frozen(each)) for key, each in value.items()))
        if isinstance(value, dict)
        else value
    )


def _thawed(value: Any) -> Any:
    """Pairs back as lists; these fields hold no objects."""
    return [_thawed(each) for each in value] if isinstance(value, tuple) else value


Rule = Callable[[str, Sequence[Stored]], Any]
_RULES: Final[dict[str, Rule]] = {
    "kind": _commonest, "languages": _commonest, "original_languages": _commonest, "scripts": _commonest,
    "year": _commonest, "last_year": _commonest, "country": _commonest, "frequency": _commonest,
    "uniform_title": _commonest, "original_title": _commonest, "host": _commonest, "audience": _commonest,
    "edition": _fullest, "places": _fullest, "publishers": _fullest, "date": _fullest, "extent": _fullest,
    "dimensions": _fullest, "illustrations": _fullest, "summary": _longest, "contents": _longest,
    "isbns": _all_of, "issns": _all_of, "identifiers": _all_of, "classes": _all_of, "subjects": _by_text,
    "series": _by_text, "notes": _by_text, "links": _by_text, "agents": _agents,
}  # fmt: skip  # a table, read row by row
