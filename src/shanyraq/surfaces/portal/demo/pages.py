"""Writing the pages of the demonstration, all languages of an item together."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any
from uuid import uuid4

from django.utils import timezone
from wagtail.models import Locale, Page

from shanyraq.kernel.languages import LANGUAGES
from shanyraq.surfaces.portal.demo.facts import MODELS, page_values
from shanyraq.surfaces.portal.demo.placed import Media
from shanyraq.surfaces.portal.demo.planting import Planter
from shanyraq.surfaces.portal.demo.reading import Item
from shanyraq.surfaces.portal.demo.records import Records, content_digest
from shanyraq.surfaces.portal.demo.relations import relation_values, targets
from shanyraq.surfaces.portal.models import TranslationState
from shanyraq.surfaces.portal.queries.text_digest import text_digest

Trees = dict[str, dict[str, Page]]  # slug → language → page


class PageWriter:
    """Writes items in the order of ``read_items``; ``trees`` holds what is there, by slug and language."""

    def __init__(self, *, records: Records, media: Media, root: Page) -> None:
        self.records, self.media, self.root = records, media, root
        self.locales = {locale.language_code: locale for locale in Locale.objects.all()}
        self.now = timezone.now()
        self.trees: Trees = {}
        self.unfinished: list[Item] = []
        self.planter = Planter()
        self.new: list[Page] = []

    @property
    def originals(self) -> dict[str, Page]:
        """The page that relations point to, by slug."""
        return {
            slug: tree["kk"] if "kk" in tree else next(iter(tree.values()))
            for slug, tree in self.trees.items()
        }

    def write(self, item: Item) -> bool:
        """Write a new item in all languages; whether it was. Earlier ones are only updated if untouched."""
        key = f"page:{item.slug}:{item.original_language}"
        if self.records.knows(key):
            return self._known(item)
        if item.parent and item.parent not in self.trees:
            return False  # an editor deleted the section it belongs to
        self._create(item)
        if any(slug not in self.trees for slug in targets(item)):
            self.unfinished.append(item)
        return True

    def _create(self, item: Item) -> None:
        """The original first, then translations, then fallbacks: an alias needs its source."""
        translation_key = uuid4()
        tree: dict[str, Page] = {}
        ordered = sorted(LANGUAGES, key=lambda code: (code != item.original_language, code not in item.texts))
        for code in ordered:
            source = tree.get(item.best_language(code)) if code not in item.texts else None
            page = self._build(item, code, source)
            page.translation_key = translation_key
            parent = self.trees[item.parent][code] if item.parent else self.root
            self.planter.add(parent, page, checked=source is None)
            tree[code] = page
            self.new.append(page)
        self.trees[item.slug] = tree
        self._account(item, tree)

    def _build(self, item: Item, code: str, source: Page | None) -> Any:
        """An unsaved page; with ``source`` a fallback that shows its text."""
        language = item.best_language(code)
        values = page_values(item, language, self.media) | relation_values(item, self.originals)
        home = item.kind == "home" and code != item.original_language
        published = self._published_at(item)
        return MODELS[item.kind](
            slug=f"{item.slug}-{code}" if home else item.slug,
            locale=self.locales[code],
            text_language=language,
            alias_of=source,
            picture=self.media.pictures.get(item.picture),
            live=True,
            has_unpublished_changes=False,
            first_published_at=published,
            last_published_at=published,
            latest_revision_created_at=published,
            **values,
        )

    def _published_at(self, item: Item) -> datetime:
        """News were published on their day, at nine; the rest now."""
        day = item.facts.get("date") if item.kind == "news" else None
        if day is None:
            return self.now
        parsed = datetime.fromisoformat(str(day))
        return min(timezone.make_aware(datetime.combine(parsed, time(9))), self.now)

    def _account(self, item: Item, tree: dict[str, Page]) -> None:
        """Records against editors' changes, and from which text each translation was made."""
        original = tree[item.original_language]
        digest = text_digest(original)
        states = []
        for code in item.texts:
            page = tree[code]
            stored = type(page).objects.get(pk=page.pk)
            self.records.add(
                f"page:{item.slug}:{code}", page, written=item.digest(code), content=content_digest(stored)
            )
            own = {
                "text_digest": digest if page is original else text_digest(stored),
                "text_changed_at": self.now,
            }
            if page is not original:
                own |= {"source": original, "source_digest": digest, "translated_at": self.now}
            states.append(TranslationState(page=page, **own))
        TranslationState.objects.bulk_create(states)

    def finish(self) -> None:
        """Set the relations to pages that were written later, then count the children."""
        for item in self.unfinished:
            values = relation_values(item, self.originals)
            for code, page in self.trees[item.slug].items():
                for name, value in values.items():
                    setattr(page, name, [_copy(row) for row in value] if isinstance(value, list) else value)
                page.save(clean=False)
                if code in item.texts:
                    stored = type(page).objects.get(pk=page.pk)
                    self.records.add(
                        f"page:{item.slug}:{code}",
                        page,
                        written=item.digest(code),
                        content=content_digest(stored),
                    )
        self.planter.finish()

    def _known(self, item: Item) -> bool:
        """An item of an earlier run: find its pages, bring new wording to those that no editor touched."""
        pages = self._still_there(item)
        if not pages:
            return False
        translation_key = next(iter(pages.values())).translation_key
        found = Page.objects.filter(translation_key=translation_key).select_related("locale")
        self.trees[item.slug] = {page.locale.language_code: page for page in found}
        changed = [code for code in item.texts if code in pages and self._differs(item, code)]
        return sum(self._update(item, code, pages[code]) for code in changed) > 0

    def _still_there(self, item: Item) -> dict[str, Page]:
        ids = {code: self.records.object_id(f"page:{item.slug}:{code}") for code in item.texts}
        found = Page.objects.in_bulk([int(each) for each in ids.values() if each])
        return {code: found[int(each)] for code, each in ids.items() if each and int(each) in found}

    def _differs(self, item: Item, code: str) -> bool:
        record = self.records.get(f"page:{item.slug}:{code}")
        return record is not None and record.written != item.digest(code)

    def _update(self, item: Item, code: str, found: Page) -> bool:
        """Publish the new wording of a page that is as the demonstration left it; whether that was so."""
        page, key = found.specific, f"page:{item.slug}:{code}"
        record = self.records.get(key)
        if record is None or content_digest(page) != record.content or page.has_unpublished_changes:
            return False
        values = page_values(item, code, self.media) | relation_values(item, self.originals)
        for name, value in values.items():
            setattr(page, name, value)
        page.picture = self.media.pictures.get(item.picture)
        page.save_revision(clean=False).publish()
        stored = type(page).objects.get(pk=page.pk)
        self.records.add(key, page, written=item.digest(code), content=content_digest(stored))
        return True


def _copy(row: Any) -> Any:
    """A child row of its own for each language's page."""
    values = {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}  # noqa: SLF001 -- Django's documented API
    return type(row)(**{name: value for name, value in values.items() if value is not None})
