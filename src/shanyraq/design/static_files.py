"""How static files are kept for serving: under names that change with their content, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also renames what script modules import, so that controllers can be cached for ever."""

    support_js_module_import_aggregation = True

    def url(self, name: str, force: bool = False) -> str:  # noqa: FBT001, FBT002 - Django's signature
        """The address of a file; worked out once, because it is the same as long as its manifest."""
        known: dict[str, str] = self.__dict__.setdefault("_addresses", {})
        if force or name not in known:
            known[name] = super().url(name, force)
        return known[name]

    def save_manifest(self) -> None:
        """A new manifest gives new addresses."""
        super().save_manifest()
        self.__dict__.pop("_addresses", None)
