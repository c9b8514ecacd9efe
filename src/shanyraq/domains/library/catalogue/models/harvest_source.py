"""Repositories whose records are fetched by OAI-PMH."""

from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.catalogue.models.import_run import ImportRun
from shanyraq.domains.library.catalogue.models.mapping_profile import MappingProfile
from shanyraq.domains.library.network.models import Library


class HarvestSource(models.Model):
    """A member's repository. ``harvested_until`` is its own time of answer at the last whole harvest."""

    library = models.ForeignKey(Library, related_name="harvest_sources", on_delete=models.PROTECT)
    profile = models.ForeignKey(MappingProfile, related_name="+", on_delete=models.PROTECT)
    address = models.CharField(_("address"), max_length=500, validators=[URLValidator(["http", "https"])])
    metadata_prefix = models.CharField(_("metadata prefix"), max_length=40, default="marc21")
    set_spec = models.CharField(_("set"), max_length=200, blank=True)
    is_active = models.BooleanField(_("harvest every night"), default=True)
    harvested_until = models.CharField(max_length=20, blank=True, editable=False)
    last_run = models.ForeignKey(
        ImportRun, related_name="+", on_delete=models.SET_NULL, null=True, editable=False
    )

    class Meta:
        verbose_name = _("harvested repository")
        verbose_name_plural = _("harvested repositories")
        ordering = ["library", "address"]
        constraints = [
            models.UniqueConstraint(
                fields=["library", "address", "metadata_prefix", "set_spec"],
                name="library_harvest_source_once",
            )
        ]

    def __str__(self) -> str:
        return self.address


class HarvestedRecord(models.Model):
    """Which record a repository's identifier stands for: a deletion tells nothing but the identifier."""

    source = models.ForeignKey(HarvestSource, related_name="records", on_delete=models.CASCADE)
    identifier = models.CharField(max_length=400)
    control_number = models.CharField(max_length=100)

    class Meta:
        verbose_name = _("harvested record")
        verbose_name_plural = _("harvested records")
        constraints = [
            models.UniqueConstraint(fields=["source", "identifier"], name="library_harvested_record_once")
        ]

    def __str__(self) -> str:
        return self.identifier
