import tantivy

from shanyraq.platform.search.asking.parsing import parse
from shanyraq.platform.search.engine.asking_words import question
from shanyraq.platform.search.engine.reading import SCHEMA

TYPED = parse('"улттык музей"')


def matching(**options):
    return repr(question(TYPED, "kk", **options).needs[0].matching)


def phrase(*keys):
    return repr(tantivy.Query.phrase_query(SCHEMA, "keys", list(enumerate(keys)))).removeprefix("Query(")[:-1]


def test_phrase_looks_only_for_readings_that_stand_in_the_index():
    assert phrase("ұлттық", "музей") in matching(stands={"ұлттық", "музей", "басқа"}.__contains__)
    assert "Regex" in matching()
    assert "PhraseQuery" in phrase("ұлттық", "музей")


def test_phrase_of_words_that_stand_nowhere_is_looked_for_in_vain():
    found = matching(stands=lambda _key: False)
    assert "PhraseQuery" in found
    assert "Regex" not in found
