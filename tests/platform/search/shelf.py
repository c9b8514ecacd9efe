"""A shelf of documents in memory with a real index: what tests of the engine and the queries search."""

from dataclasses import dataclass, field

import pytest

from shanyraq.platform.search.documents import PUBLIC, Document, Source, Text
from shanyraq.platform.search.engine import generations
from shanyraq.platform.search.engine.reading import reader
from shanyraq.platform.search.engine.writing import Writer

TRANSACTIONS = pytest.mark.django_db(transaction=True, available_apps=["shanyraq.platform.search"])
"""Real transactions; afterwards only the tables of this room are emptied: all of the house take seconds."""
KINDS = {"book": "Books", "museum": "Museums", "news": "News"}


def document(key, title, language="kk", *, source="shelf", body="", **rest):
    """A document with what tests do not speak of filled in; *body* is in its own language."""
    texts = rest.pop("texts", (Text(body, language),) if body else ())
    filled = {"kind": "book", "address": f"/{language}/{key}", "texts": texts, **rest}
    return Document(source=source, key=str(key), language=language, title=title, **filled)


@dataclass
class Shelf:
    """``hidden`` are keys that the database lets nobody see any more, though the index still has them."""

    documents: dict[str, Document] = field(default_factory=dict)
    hidden: set[str] = field(default_factory=set)

    def source(self):
        return Source(
            name="shelf",
            documents=lambda keys: [self.documents[key] for key in keys if key in self.documents],
            keys=lambda: iter(sorted(self.documents)),
            visible=self._visible,
            kinds=KINDS,
        )

    def _visible(self, keys, audiences):
        known = ((key, self.documents[key]) for key in keys if key in self.documents)
        return {key for key, each in known if each.audiences & audiences and key not in self.hidden}

    def add(self, *documents):
        self.documents.update({each.key: each for each in documents})
        return self

    def index(self, *, segments=1):
        """Let a new generation serve that holds just what stands on the shelf, in so many parts."""
        folder = generations.begin()
        kept = list(self.documents.values())
        with Writer(folder) as writer:
            for part in range(segments):
                writer.add_new(kept[part::segments])
                writer.commit({})
        generations.swap(folder)
        look()
        return self


def look():
    """Let the reader of this process look at the folder at once."""
    reader._looked = 0.0


def numbers(found):
    """The keys of hits, in their order."""
    return [hit.number.partition(":")[2] for hit in found.hits]


ALL = frozenset({PUBLIC})
