"""The words of readers' names as the desk looks for them."""

from django.db import models

from shanyraq.domains.library.network.models import Reader


class ReaderName(models.Model):
    """One word of a reader's name, folded: the same in Cyrillic, Latin and Arabic letters.

    ``key`` is a skeleton of ``kernel.kazakh.folding``, so that what is typed without the Kazakh letters is
    found too. Derived from ``Reader.name`` by ``actions.readers.keep_name``.
    """

    reader = models.ForeignKey(Reader, related_name="name_words", on_delete=models.CASCADE)
    key = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["reader", "key"], name="library_reader_name_once")]
        indexes = [
            # beginnings of words are looked for, whatever the collation of the database
            models.Index(fields=["key"], name="library_reader_name_begins", opclasses=["varchar_pattern_ops"])
        ]

    def __str__(self) -> str:
        return self.key
