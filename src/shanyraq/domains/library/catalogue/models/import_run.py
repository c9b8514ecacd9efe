"""Imports of members' records, and what became of each record."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from shanyraq.domains.library.catalogue.models.mapping_profile import MappingProfile
from shanyraq.domains.library.network.models import Library


class RunState(models.TextChoices):
    """Where an import stands. One that was interrupted stays running until somebody resumes it."""

    WAITING = "waiting", _("waiting")
    RUNNING = "running", _("running")
    CANCELLED = "cancelled", _("stopped")
    FAILED = "failed", _("failed")
    DONE = "done", _("finished")


class RunSource(models.TextChoices):
    """Who brings the records."""

    COMMAND = "command", _("command line")
    STAFF = "staff", _("uploaded file")
    HARVEST = "harvest", _("harvest")


class Outcome(models.TextChoices):
    """What became of one record."""

    CREATED = "created", _("new")
    CHANGED = "changed", pgettext_lazy("outcome of an import", "changed")
    UNCHANGED = "unchanged", _("unchanged")
    DELETED = "deleted", _("deleted")
    REFUSED = "refused", _("refused")


class ImportRun(models.Model):
    """One import of one file or harvest. ``position`` and ``ordinal`` are where it goes on after a break."""

    library = models.ForeignKey(Library, related_name="import_runs", on_delete=models.PROTECT)
    profile = models.ForeignKey(MappingProfile, related_name="import_runs", on_delete=models.PROTECT)
    source = models.CharField(max_length=8, choices=RunSource.choices)
    file = models.FileField(upload_to="library/imports/", blank=True)
    file_name = models.CharField(_("file"), max_length=255)
    fingerprint = models.CharField(max_length=64, blank=True)
    encoding = models.CharField(_("encoding"), max_length=12, default="auto")
    is_dry_run = models.BooleanField(_("trial"), default=False)
    is_full = models.BooleanField(_("whole catalogue"), default=False)
    state = models.CharField(_("state"), max_length=9, choices=RunState.choices, default=RunState.WAITING)
    error = models.CharField(max_length=32, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True, blank=True
    )
    created_at = models.DateTimeField(_("begun at"))
    active_at = models.DateTimeField(null=True)
    """When a batch was last stored; who resumes looks at the lock, not at this."""
    finished_at = models.DateTimeField(_("finished at"), null=True)
    seconds = models.FloatField(default=0)
    """Time spent reading and storing, over all resumptions."""
    size = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    ordinal = models.BigIntegerField(default=0)
    token = models.TextField(blank=True)
    """The resumption token of a harvest."""
    created = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    unchanged = models.IntegerField(default=0)
    deleted = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    warned = models.IntegerField(default=0)

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.library_id}: {self.file_name}"

    @property
    def is_open(self) -> bool:
        """Whether it still waits or runs."""
        return self.state in {RunState.WAITING, RunState.RUNNING}

    @property
    def may_resume(self) -> bool:
        """Whether there is something left to go on with."""
        return self.state in {RunState.RUNNING, RunState.CANCELLED, RunState.FAILED}

    @property
    def percent(self) -> int:
        """How much of the file is read, 0 to 100; 0 where the size is not known."""
        if self.state == RunState.DONE:
            return 100
        return min(100, self.position * 100 // self.size) if self.size else 0

    @property
    def records_per_second(self) -> int:
        """Speed so far."""
        return round(self.ordinal / self.seconds) if self.seconds > 0 else 0

    @property
    def counts(self) -> dict[str, int]:
        """Records by their outcome."""
        return {outcome: getattr(self, outcome) for outcome in Outcome.values}


class ImportEntry(models.Model):
    """The report on one record: its place in the file, its outcome, a code if there is something to tell.

    ``code`` is the reason of a refusal or the first warning; ``detail`` lists all, one a line: "code: text".
    """

    run = models.ForeignKey(ImportRun, related_name="entries", on_delete=models.CASCADE, db_index=False)
    ordinal = models.BigIntegerField()
    offset = models.BigIntegerField()
    control_number = models.CharField(max_length=100, blank=True)
    outcome = models.CharField(max_length=9, choices=Outcome.choices)
    code = models.CharField(max_length=32, blank=True)
    detail = models.TextField(blank=True)

    class Meta:
        verbose_name = _("report of an import")
        verbose_name_plural = _("reports of imports")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["run", "control_number"], name="library_entry_number"),
            models.Index(
                fields=["run", "outcome"],
                name="library_entry_notable",
                condition=~models.Q(outcome="unchanged") | ~models.Q(code=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.ordinal}: {self.outcome}"
