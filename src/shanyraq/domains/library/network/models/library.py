"""Member libraries and their branches."""

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.states import MembershipState
from shanyraq.kernel.translated import TranslatedField

CODE = RegexValidator(r"^[a-z][a-z0-9-]{1,31}\Z", _("Use small Latin letters, digits and hyphens."))
BIN = RegexValidator(r"^[0-9]{12}\Z", _("Enter the BIN: 12 digits."))


class LibraryKind(models.TextChoices):
    """What a library is in the network of the country."""

    NATIONAL = "national", _("national library")
    REGIONAL = "regional", _("regional library")
    CITY = "city", _("city library")
    DISTRICT = "district", _("district library")
    VILLAGE = "village", _("village library")
    UNIVERSITY = "university", _("university library")
    SCHOOL = "school", _("school library")
    SPECIAL = "special", _("special library")


class BranchService(models.TextChoices):
    """What readers find in a branch besides books."""

    READING_ROOM = "reading_room", _("reading room")
    CHILDREN = "children", _("children's department")
    COMPUTERS = "computers", _("computers")
    WIFI = "wifi", _("Wi-Fi")
    COPIES = "copies", _("copies and scans")
    EVENTS = "events", _("events and clubs")
    STEP_FREE = "step_free", _("step-free access")
    BRAILLE = "braille", _("books for the blind")


class Library(models.Model):
    """A member of the network. ``code`` names it in addresses, imports and OAI-PMH sets, for ever."""

    code = models.CharField(_("code"), max_length=32, unique=True, validators=[CODE])
    name = TranslatedField(_("name"), required_languages=("kk",), max_length=250)
    kind = models.CharField(_("kind"), max_length=12, choices=LibraryKind.choices)
    isil = models.CharField(
        _("ISIL"), max_length=16, blank=True, help_text=_("ISO 15511, for example KZ-NBRK")
    )
    place = TranslatedField(_("town or village"), blank=True, max_length=120)
    address = TranslatedField(_("address"), blank=True, max_length=300)
    bin = models.CharField(
        _("business identification number (BIN)"), max_length=12, blank=True, validators=[BIN]
    )
    website = models.URLField(_("website"), blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    state = models.CharField(
        _("state"), max_length=12, choices=MembershipState.choices, default=MembershipState.APPLIED
    )
    joined_at = models.DateTimeField(_("joined at"), null=True, blank=True)
    profile_code = models.SlugField(_("import profile"), max_length=32, blank=True)
    reviewed_trial = models.CharField(max_length=40, blank=True, editable=False)
    """The reference of the trial import whose differences the library has looked through."""

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["isil"], condition=~models.Q(isil=""), name="library_isil_once"),
        ]

    def __str__(self) -> str:
        return str(self.name) or self.code

    @property
    def is_live(self) -> bool:
        """Whether its records are found and its items lent."""
        return self.state == MembershipState.LIVE


class Branch(models.Model):
    """A building or a department where items stand and readers come.

    ``opening_hours`` maps the number of a weekday ("0" is Monday) to intervals ``[["09:00", "19:00"], …]``;
    a weekday that is missing is closed. ``services`` lists values of ``BranchService``.
    """

    library = models.ForeignKey(
        Library, verbose_name=_("library"), related_name="branches", on_delete=models.PROTECT
    )
    code = models.CharField(_("code"), max_length=32, validators=[CODE])
    name = TranslatedField(_("name"), required_languages=("kk",), max_length=250)
    place = TranslatedField(_("town or village"), blank=True, max_length=120)
    address = TranslatedField(_("address"), blank=True, max_length=300)
    phone = models.CharField(_("phone"), max_length=40, blank=True)
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    opening_hours = models.JSONField(_("opening hours"), default=dict, blank=True)
    services = models.JSONField(_("services"), default=list, blank=True)
    is_pickup = models.BooleanField(_("readers can pick up holds here"), default=True)
    is_closed = models.BooleanField(_("closed for good"), default=False)

    class Meta:
        verbose_name = _("branch")
        verbose_name_plural = _("branches")
        ordering = ["library", "code"]
        constraints = [models.UniqueConstraint(fields=["library", "code"], name="library_branch_code_once")]

    def __str__(self) -> str:
        return str(self.name) or self.code


class ClosedDay(models.Model):
    """A day on which a library, or one branch of it, is closed besides weekly days and public holidays."""

    library = models.ForeignKey(Library, related_name="closed_days", on_delete=models.CASCADE)
    branch = models.ForeignKey(
        Branch, related_name="closed_days", on_delete=models.CASCADE, null=True, blank=True
    )
    date = models.DateField(_("day"))
    reason = TranslatedField(_("reason"), blank=True, max_length=200)

    class Meta:
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")
        ordering = ["date"]
        constraints = [
            models.UniqueConstraint(
                fields=["library", "branch", "date"], name="library_closed_day_once", nulls_distinct=False
            ),
        ]

    def __str__(self) -> str:
        return f"{self.library} {self.date}"
