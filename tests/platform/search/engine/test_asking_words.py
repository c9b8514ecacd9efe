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
    assert matching(stands={"ұлттық", "музей", "басқа"}.__contains__) == f"Query({phrase('ұлттық', 'музей')})"
    assert phrase("ұлттық", "музей") in matching()
    assert matching().count("PhraseQuery") > 1
    assert "PhraseQuery" in phrase("ұлттық", "музей")


def test_phrase_of_words_that_stand_nowhere_is_looked_for_in_vain():
    found = matching(stands=lambda _key: False)
    assert found.count("PhraseQuery") == 1
    assert "Regex" not in found


def test_phrase_of_words_with_many_readings_is_looked_for_by_patterns():
    long = parse('"улттык музей улттык музей улттык"')
    assert "Regex" in repr(question(long, "kk").needs[0].matching)
