"""Pages of organisations."""

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts import permissions
from shanyraq.platform.accounts.actions import organisations as actions
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.models import Membership
from shanyraq.platform.accounts.queries import organisations as queries
from shanyraq.platform.accounts.web.doors import account_door
from shanyraq.platform.accounts.web.forms.organisations import InvitationForm, OrganisationForm, RoleForm
from shanyraq.platform.accounts.web.signed_in import account_of


def own_membership(request: HttpRequest, organisation_id: int) -> Membership:
    """The visitor's membership. :raises Http404: for strangers, who do not learn that it is here."""
    membership = queries.membership_in(account_of(request), organisation_id)
    if membership is None:
        raise Http404
    return membership


def refuse_in_form(form: Form, refusal: Refusal) -> None:
    """Show a refusal where the input was wrong."""
    form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))


@never_cache
@account_door
@require_GET
def list_organisations(request: HttpRequest) -> HttpResponse:
    """The organisations of the visitor."""
    memberships = queries.memberships_of(account_of(request))
    return render(request, "accounts/organisations.html", {"memberships": memberships})


@never_cache
@account_door
@require_http_methods(["GET", "POST"])
@limited("organisations")
def open_organisation(request: HttpRequest) -> HttpResponse:
    """A new organisation."""
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            organisation = actions.register_organisation(
                actor=account_of(request), name=given["name"], bin_number=given["bin"], at=timezone.now()
            )
        except Refusal as refusal:
            refuse_in_form(form, refusal)
        else:
            messages.success(request, _("The organisation is opened. You are its owner."))
            return redirect("accounts_organisation", organisation.pk)
    return render(request, "accounts/organisation_new.html", {"form": form})


@never_cache
@account_door
@require_GET
def show_organisation(request: HttpRequest, organisation_id: int) -> HttpResponse:
    """Members, open invitations, and what the visitor may do."""
    return render_organisation(request, own_membership(request, organisation_id))


def render_organisation(
    request: HttpRequest, membership: Membership, form: InvitationForm | None = None
) -> HttpResponse:
    """The page of an organisation; ``form`` is an invitation that was refused, with what was typed."""
    may_invite = permissions.may_manage_members(membership)
    rows = [
        {
            "member": member,
            "may_remove": permissions.may_remove(membership, member) and member.pk != membership.pk,
            "role_form": RoleForm(initial={"role": member.role}, auto_id=f"id_%s_{member.pk}")
            if permissions.may_change_role(membership)
            else None,
        }
        for member in queries.members_seen_by(membership)
    ]
    context = {
        "membership": membership,
        "organisation": membership.organisation,
        "rows": rows,
        "invitations": queries.open_invitations_seen_by(membership, timezone.now()),
        "form": form or (InvitationForm(membership=membership) if may_invite else None),
    }
    return render(request, "accounts/organisation.html", context)


def _other(membership: Membership, member_id: int) -> Membership:
    other = queries.members_seen_by(membership).filter(pk=member_id).first()
    if other is None:
        raise Http404
    return other


@account_door
@require_POST
@limited("organisations")
def change_role(request: HttpRequest, organisation_id: int, member_id: int) -> HttpResponse:
    """Give a member another role."""
    other = _other(own_membership(request, organisation_id), member_id)
    form = RoleForm(request.POST)
    if form.is_valid():
        try:
            actions.change_role(membership=other, role=form.cleaned_data["role"], actor=account_of(request))
            messages.success(request, _("The role is changed."))
        except Refusal as refusal:
            messages.error(request, str(refusal))
    return redirect("accounts_organisation", organisation_id)


@account_door
@require_POST
@limited("organisations")
def remove_member(request: HttpRequest, organisation_id: int, member_id: int) -> HttpResponse:
    """Remove a member, or leave."""
    mine = own_membership(request, organisation_id)
    other = _other(mine, member_id)
    try:
        actions.remove_member(membership=other, actor=account_of(request))
    except Refusal as refusal:
        messages.error(request, str(refusal))
        return redirect("accounts_organisation", organisation_id)
    if other.pk == mine.pk:
        messages.success(request, _("You have left the organisation."))
        return redirect("accounts_organisations")
    messages.success(request, _("The member is removed."))
    return redirect("accounts_organisation", organisation_id)
