"""Xapian's side of ``search_scale``; runs under Debian's own Python, which has python3-xapian.

/usr/bin/python3 search_xapian.py build FOLDER < RECORDS
/usr/bin/python3 search_xapian.py ask FOLDER QUERIES CLIENTS PLACE
"""

import json
import sys
import time
from pathlib import Path

import xapian

STEMMERS = {"ru": "russian", "en": "english"}
KIND = 0
BEST = 10


def stemmer(language):
    return xapian.Stem(STEMMERS.get(language, "none"))


def build(folder):
    database = xapian.WritableDatabase(folder, xapian.DB_CREATE_OR_OVERWRITE)
    generators = {}
    for language in ("kk", "ru", "en"):
        generators[language] = xapian.TermGenerator()
        generators[language].set_stemmer(stemmer(language))
    for line in sys.stdin:
        language, kind, title, text = line.rstrip("\n").split("\t")
        document = xapian.Document()
        generator = generators[language]
        generator.set_document(document)
        generator.index_text(title, 2)
        generator.increase_termpos()
        generator.index_text(text)
        document.add_value(KIND, kind)
        document.add_boolean_term("K" + kind)
        document.set_data(title + "\n" + text)
        database.add_document(document)
    database.close()


def ask(folder, queries, *, clients, place):
    asked = json.loads(Path(queries).read_text(encoding="utf-8"))[place::clients]
    database = xapian.Database(folder)
    size = database.get_doccount()
    parsers = {}
    for language in ("kk", "ru", "en"):
        parsers[language] = xapian.QueryParser()
        parsers[language].set_stemmer(stemmer(language))
        parsers[language].set_stemming_strategy(xapian.QueryParser.STEM_SOME)
        parsers[language].set_default_op(xapian.Query.OP_AND)
        parsers[language].set_database(database)
    waited = {}
    for each in asked:
        begun = time.perf_counter()
        flags = xapian.QueryParser.FLAG_PHRASE | xapian.QueryParser.FLAG_LOVEHATE
        query = parsers[each["language"]].parse_query(each["plain"], flags)
        if each["kind"]:
            query = xapian.Query(xapian.Query.OP_FILTER, query, xapian.Query("K" + each["kind"]))
        enquire = xapian.Enquire(database)
        enquire.set_query(query)
        counted = xapian.ValueCountMatchSpy(KIND)
        enquire.add_matchspy(counted)
        found = enquire.get_mset(0, BEST, size)
        titles = [match.document.get_data() for match in found]
        kinds = [(value.term, value.termfreq) for value in counted.values()]
        waited.setdefault(each["way"], []).append((time.perf_counter() - begun) * 1000)
        if len(titles) > BEST or len(kinds) > size:
            raise SystemExit("more than was asked for")
    print(json.dumps(waited))


if __name__ == "__main__":
    if sys.argv[1] == "build":
        build(sys.argv[2])
    else:
        ask(sys.argv[2], sys.argv[3], clients=int(sys.argv[4]), place=int(sys.argv[5]))
