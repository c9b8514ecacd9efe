"""Letters to librarians about their posts."""

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.network.models import Library, StaffInvitation, StaffPost, StaffRole
from shanyraq.platform.notifications.kinds import ACCOUNT
from shanyraq.platform.notifications.letters import enqueue_letter


def tell_of_post(post: StaffPost) -> None:
    """Tell an account of its new post, in the account's language."""
    language = post.user.language
    with override(language):
        subject, text = _words(post.library, post.role)
        link = _address(reverse("library_network:members"))
    enqueue_letter(
        recipient=post.user.email,
        kind=ACCOUNT.name,
        language=language,
        subject=subject,
        paragraphs=[text],
        action=(_("Open the staff pages of the library"), link),
    )


def invite_to_post(invitation: StaffInvitation, token: str, *, language: str) -> None:
    """Invite an address without an account: open one, confirm the address, accept."""
    with override(language):
        subject, text = _words(invitation.library, invitation.role)
        link = _address(reverse("library_network:invitation", args=[token]))
    enqueue_letter(
        recipient=invitation.email,
        kind=ACCOUNT.name,
        language=language,
        subject=subject,
        paragraphs=[
            text,
            _("Open an account with this e-mail address, then accept. The invitation is good for two weeks."),
        ],
        action=(_("Open the invitation"), link),
    )


def _words(library: Library | None, role: str) -> tuple[str, str]:
    """Subject and first sentence, in the language in force."""
    place = str(library) if library else gettext("Kazakh National Electronic Library")
    subject = gettext("Your post: {library}").format(library=place)
    text = gettext("You are asked to work here as: {role}.").format(role=StaffRole(role).label)
    return subject, f"{place}. {text}"


def _address(path: str) -> str:
    return f"{settings.NOTIFICATIONS_ADDRESS}{path}"
