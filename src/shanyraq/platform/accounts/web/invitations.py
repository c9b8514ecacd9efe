"""Inviting, and the page that an invitation's letter leads to."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_GET, require_POST

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.actions import invitations as actions
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.models import Invitation, User
from shanyraq.platform.accounts.queries import organisations as queries
from shanyraq.platform.accounts.web.doors import account_door
from shanyraq.platform.accounts.web.forms.organisations import InvitationForm
from shanyraq.platform.accounts.web.organisations import own_membership, refuse_in_form, render_organisation
from shanyraq.platform.accounts.web.signed_in import account_of
from shanyraq.platform.notifications.kinds import ACCOUNT
from shanyraq.platform.notifications.letters import enqueue_letter


@account_door
@require_POST
@limited("invite")
@sensitive_variables("token")
def invite(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Send an invitation by letter."""
    membership = own_membership(request, organisation_id)
    form = InvitationForm(request.POST, membership=membership)
    if not form.is_valid():
        return render_organisation(request, membership, form)
    try:
        with transaction.atomic():
            invitation, token = actions.invite_member(
                organisation=membership.organisation,
                actor=account_of(request),
                at=timezone.now(),
                **form.cleaned_data,
            )
            _send(request, invitation, token)
    except Refusal as refusal:
        refuse_in_form(form, refusal)
        return render_organisation(request, membership, form)
    messages.success(request, _("The invitation is sent."))
    return redirect("accounts_organisation", organisation_id)


def _send(request: HttpRequest, invitation: Invitation, token: str) -> None:
    """A letter in the language of the invited account, or of the one who invites."""
    invited = User.objects.filter(email__iexact=invitation.email).first()
    language = (invited or account_of(request)).language
    with override(language):
        link = request.build_absolute_uri(reverse("accounts_invitation", args=[token]))
        subject = gettext("Invitation to {organisation}").format(organisation=invitation.organisation.name)
    enqueue_letter(
        recipient=invitation.email,
        kind=ACCOUNT.name,
        language=language,
        subject=subject,
        paragraphs=[
            _("You are invited to act for this organisation."),
            _("Accept or decline within two weeks."),
        ],
        action=(_("Open the invitation"), link),
    )


def _invitation(token: str) -> Invitation:
    invitation = queries.invitation_by_token(token)
    if invitation is None:
        raise Http404
    return invitation


@never_cache
@account_door
@require_GET
def show_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation and its two buttons. Looking changes nothing."""
    invitation = _invitation(token)
    is_open = invitation.is_open(timezone.now())
    context = {"invitation": invitation, "is_open": is_open, "token": token}
    response = render(request, "accounts/invitation.html", context)
    response["Referrer-Policy"] = "no-referrer"
    return response


@account_door
@require_POST
@limited("answer_invitation")
def answer_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Accept or decline."""
    invitation, user, now = _invitation(token), account_of(request), timezone.now()
    try:
        if request.POST.get("answer") == "accept":
            actions.accept_invitation(invitation=invitation, actor=user, at=now)
            messages.success(request, _("You are now a member."))
            return redirect("accounts_organisation", invitation.organisation_id)
        actions.decline_invitation(invitation=invitation, actor=user, at=now)
        messages.success(request, _("The invitation is declined."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts_invitation", token)
    return redirect("accounts_organisations")


@account_door
@require_POST
@limited("invite")
def withdraw_invitation(request: HttpRequest, organisation_id: int, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    membership = own_membership(request, organisation_id)
    invitation = queries.open_invitations_seen_by(membership, timezone.now()).filter(pk=invitation_id).first()
    if invitation is None:
        raise Http404
    try:
        actions.withdraw_invitation(invitation=invitation, actor=account_of(request), at=timezone.now())
        messages.success(request, _("The invitation is withdrawn."))
    except Refusal as refusal:
        messages.error(request, str(refusal))
    return redirect("accounts_organisation", organisation_id)
