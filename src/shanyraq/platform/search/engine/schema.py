"""What the index holds of a document."""

from __future__ import annotations

from typing import Final

import tantivy

VERSION: Final = 6
"""Grows with every change of fields, analysis or digests; an index of another version is built anew."""

_SPACED: Final = "spaced"

FIELDS_WITH_PLACES: Final = ("keys",)
FIELDS_WITH_COUNTS: Final = ("title_forms", "title_keys", "forms", "matches", "grams")
FIELDS_OF_SETS: Final = ("title_whole", "prefixes", "named", "scope")
FACETS: Final = ("kind", "language", "place", "period")
OWN: Final = "own"
"""Facets of the sources' own, as ``name=value``, and the name of the source itself."""


def build() -> tantivy.Schema:
    """The schema. Texts come analysed: terms with spaces between them, which tantivy only splits."""
    builder = tantivy.SchemaBuilder()
    for name in ("number", "address"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in FIELDS_WITH_PLACES:
        builder.add_text_field(name, tokenizer_name=_SPACED, index_option="position")
    for name in FIELDS_WITH_COUNTS:
        builder.add_text_field(name, tokenizer_name=_SPACED, index_option="freq")
    for name in FIELDS_OF_SETS:
        builder.add_text_field(name, tokenizer_name=_SPACED, index_option="basic")
    for name in (*FACETS, OWN):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_text_field("order", tokenizer_name="raw", index_option="basic", fast=True)
    builder.add_integer_field("day", indexed=True, fast=True)
    builder.add_unsigned_field("traits", fast=True)
    builder.add_bytes_field("shown", stored=True)
    return builder.build()


def prepare(index: tantivy.Index) -> tantivy.Index:
    """Tell an opened index how its texts are split."""
    splitter = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
    index.register_tokenizer(_SPACED, splitter)
    return index
