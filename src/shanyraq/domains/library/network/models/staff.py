"""Who works for which library, as what."""

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.models.library import Library


class StaffRole(models.TextChoices):
    """What a librarian may do; the rules stand in ``permissions.py`` of the rooms."""

    CATALOGUER = "cataloguer", _("cataloguer")
    CIRCULATION = "circulation", _("circulation librarian")
    DIGITISATION = "digitisation", _("digitisation operator")
    HEAD = "head", _("head of the library")
    NETWORK = "network", _("administrator of the network")


class StaffPost(models.Model):
    """An account's role in a library; the network's administrators belong to none."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="library_posts", on_delete=models.CASCADE)
    library = models.ForeignKey(
        Library, related_name="staff_posts", on_delete=models.CASCADE, null=True, blank=True
    )
    role = models.CharField(_("role"), max_length=12, choices=StaffRole.choices)
    since = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("post of a librarian")
        verbose_name_plural = _("posts of librarians")
        ordering = ["library", "role", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "library", "role"], name="library_staff_post_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=models.Q(role="network", library__isnull=True)
                | (~models.Q(role="network") & models.Q(library__isnull=False)),
                name="library_staff_post_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"


class StaffInvitation(models.Model):
    """A letter that offers a post to somebody without an account. Its secret lies here only as a hash."""

    library = models.ForeignKey(
        Library, related_name="staff_invitations", on_delete=models.CASCADE, null=True, blank=True
    )
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=12, choices=StaffRole.choices)
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", on_delete=models.SET_NULL, null=True, blank=True
    )
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))

    class Meta:
        ordering = ["created_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                "library",
                Lower("email"),
                "role",
                name="library_staff_invitation_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=models.Q(role="network", library__isnull=True)
                | (~models.Q(role="network") & models.Q(library__isnull=False)),
                name="library_staff_invitation_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.email}: {self.get_role_display()}"
