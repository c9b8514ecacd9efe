"""How static files are kept for serving: under names that change with their content, compressed."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Also renames what script modules import, so that controllers can be cached for ever."""

    support_js_module_import_aggregation = True
