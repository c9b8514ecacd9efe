"""The account's own pages."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from shanyraq.platform.accounts.actions.accounts import change_profile
from shanyraq.platform.accounts.actions.sessions import end_all_sessions
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.models import User
from shanyraq.platform.accounts.permissions import is_staff
from shanyraq.platform.accounts.queries.organisations import memberships_of
from shanyraq.platform.accounts.queries.persons import has_second_factor, person_of
from shanyraq.platform.accounts.web.doors import account_door
from shanyraq.platform.accounts.web.forms.profile import ProfileForm
from shanyraq.platform.accounts.web.signed_in import account_of


@require_GET
def sign_in_door(request: HttpRequest) -> HttpResponse:
    """The address without a language to which the staff's side sends; it keeps where one wanted to go."""
    wanted = request.GET.get("next", "")
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return redirect(reverse("account_login", query={"next": wanted} if allowed else None))


@account_door
def show_home(_request: HttpRequest) -> HttpResponse:
    """``/accounts/`` leads to the profile."""
    return redirect("accounts_profile")


@never_cache
@account_door
@require_http_methods(["GET", "POST"])
@limited("profile")
def edit_profile(request: HttpRequest) -> HttpResponse:
    """Name, language of letters, and the way to everything else."""
    user = account_of(request)
    form = ProfileForm(request.POST or None, instance=user)
    if request.method == "POST" and form.is_valid():
        change_profile(user=user, **form.cleaned_data)
        messages.success(request, _("Your particulars are saved."))
        return redirect("accounts_profile")
    return render(request, "accounts/profile.html", {"form": form, **_overview(user)})


def _overview(user: User) -> dict[str, object]:
    return {
        "addresses": EmailAddress.objects.filter(user=user).order_by("-primary", "email"),
        "passkeys": Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN).count(),
        "second_factor": has_second_factor(user),
        "person": person_of(user),
        "is_connected": SocialAccount.objects.filter(user=user).exists(),
        "memberships": memberships_of(user),
        "is_staff_member": is_staff(user),
    }


@account_door
@require_POST
@limited("sessions")
def sign_out_everywhere(request: HttpRequest) -> HttpResponse:
    """End every session of the account, this one too."""
    end_all_sessions(user=account_of(request))
    request.session.flush()
    messages.success(request, _("You have signed out on all devices."))
    return redirect("account_login")
