"""The letters that allauth asks us to send, and the short notices it shows. One table each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from shanyraq.platform.notifications.kinds import ACCOUNT
from shanyraq.platform.notifications.letters import enqueue_letter

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Letter:
    """A subject and a text.

    ``show`` names the value of allauth's context that stands on a line of its own below, ``link`` the address
    behind the button ``label``. ``is_notice`` letters tell of a change, so they end with where it came from.
    """

    subject: "_StrPromise"
    text: "_StrPromise"
    show: str = ""
    link: str = ""
    label: "_StrPromise | str" = ""
    is_notice: bool = False


_SIGNUP_CODE = Letter(
    _("Your code to confirm this address"),
    _(
        "Type this code into the page that asked for it. "
        "If you did not ask for a code, you may ignore this letter."
    ),
    show="code",
)
_RESET = Letter(
    _("Setting a new password"),
    _(
        "Open this page to set a new password. The link is good for four hours and once. "
        "If you did not ask for it, you may ignore this letter."
    ),
    link="password_reset_url",
    label=_("Set a new password"),
)
_EXISTS = Letter(
    _("You already have an account"),
    _(
        "Somebody, perhaps you, tried to open an account with this address, but there is one already. "
        "If you have forgotten the password, set a new one."
    ),
    link="password_reset_url",
    label=_("Set a new password"),
)
_UNKNOWN = Letter(
    _("There is no account with this address"),
    _(
        "Somebody, perhaps you, asked for a new password for this address, but it has no account here. "
        "You can open one."
    ),
    link="signup_url",
    label=_("Open an account"),
)


def _notice(subject: "_StrPromise", text: "_StrPromise") -> Letter:
    return Letter(subject, text, is_notice=True)


LETTERS: Mapping[str, Letter] = {
    "account/email/email_confirmation": _SIGNUP_CODE,
    "account/email/email_confirmation_signup": _SIGNUP_CODE,
    "account/email/password_reset_key": _RESET,
    "account/email/account_already_exists": _EXISTS,
    "account/email/unknown_account": _UNKNOWN,
    "account/email/email_changed": _notice(
        _("Your e-mail address was changed"), _("The main e-mail address of your account is now another one.")
    ),
    "account/email/email_confirm": _notice(
        _("Your e-mail address was confirmed"), _("An e-mail address of your account was confirmed.")
    ),
    "account/email/email_deleted": _notice(
        _("An e-mail address was removed"), _("An e-mail address was removed from your account.")
    ),
    "account/email/password_changed": _notice(
        _("Your password was changed"), _("The password of your account was changed.")
    ),
    "account/email/password_reset": _notice(
        _("Your password was changed"), _("The password of your account was changed.")
    ),
    "account/email/password_set": _notice(
        _("Your password was changed"), _("The password of your account was changed.")
    ),
    "mfa/email/totp_activated": _notice(
        _("An authenticator app was added"), _("Signing in to your account now asks for a code of the app.")
    ),
    "mfa/email/totp_deactivated": _notice(
        _("The authenticator app was removed"),
        _("Signing in to your account no longer asks for a code of the app."),
    ),
    "mfa/email/recovery_codes_generated": _notice(
        _("New recovery codes were made"), _("The earlier recovery codes of your account are no longer good.")
    ),
    "mfa/email/webauthn_added": _notice(_("A passkey was added"), _("A passkey was added to your account.")),
    "mfa/email/webauthn_removed": _notice(
        _("A passkey was removed"), _("A passkey was removed from your account.")
    ),
    "socialaccount/email/account_connected": _notice(
        _("Your state identity was connected"),
        _("You can now sign in to your account with your state identity."),
    ),
    "socialaccount/email/account_disconnected": _notice(
        _("Your state identity was disconnected"),
        _("You can no longer sign in to your account with your state identity."),
    ),
}


def send_letter(letter: Letter, *, recipient: str, language: str, context: Mapping[str, Any]) -> None:
    """Put one of these letters into the outbox, in ``language``, with what allauth says about its cause."""
    with override(language):
        paragraphs = [str(letter.text)]
        if letter.show:
            paragraphs.append(str(context[letter.show]))
        if letter.is_notice:
            paragraphs += _where_from(context)
    enqueue_letter(
        recipient=recipient,
        kind=ACCOUNT.name,
        language=language,
        subject=letter.subject,
        paragraphs=paragraphs,
        action=(letter.label, str(context[letter.link])) if letter.link else None,
    )


def _where_from(context: Mapping[str, Any]) -> list[str]:
    lines = [gettext("If this was not you, set a new password at once and sign out everywhere.")]
    if "ip" in context:
        where = gettext("The change came from {address}, {browser}.")
        lines.append(where.format(address=context["ip"], browser=context.get("user_agent", "")))
    return lines


NOTICES: Mapping[str, "_StrPromise"] = {
    "account/messages/email_confirmation_failed.txt": _("This address could not be confirmed."),
    "account/messages/email_confirmed.txt": _("The e-mail address is confirmed."),
    "account/messages/email_confirmation_sent.txt": _("We have sent you a letter with a code."),
    "account/messages/password_changed.txt": _("The password is changed."),
    "account/messages/password_set.txt": _("The password is changed."),
    "account/messages/cannot_delete_primary_email.txt": _(
        "Choose another main address before you remove this one."
    ),
    "account/messages/email_deleted.txt": _("The e-mail address is removed."),
    "account/messages/unverified_primary_email.txt": _(
        "Confirm the address before you make it your main one."
    ),
    "account/messages/primary_email_set.txt": _("The main e-mail address is changed."),
    "account/messages/logged_out.txt": _("You have signed out."),
    "mfa/messages/totp_activated.txt": _("The authenticator app is in use."),
    "mfa/messages/totp_deactivated.txt": _("The authenticator app is no longer in use."),
    "mfa/messages/recovery_codes_generated.txt": _("New recovery codes are made."),
    "mfa/messages/webauthn_added.txt": _("The passkey is added."),
    "mfa/messages/webauthn_removed.txt": _("The passkey is removed."),
    "socialaccount/messages/account_disconnected.txt": _("The state identity is disconnected."),
    "socialaccount/messages/account_connected.txt": _("The state identity is connected."),
    "socialaccount/messages/account_connected_updated.txt": _("The state identity is connected."),
    "socialaccount/messages/account_connected_other.txt": _(
        "This identity already belongs to another account. Sign in to that account."
    ),
    "usersessions/messages/sessions_logged_out.txt": _("You are signed out on all other devices."),
}
