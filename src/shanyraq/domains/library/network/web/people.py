"""Posts in a member library, and the page that an invitation's letter leads to."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from shanyraq.domains.library.network.actions import staff as actions
from shanyraq.domains.library.network.queries.members import open_invitations, posts_in
from shanyraq.domains.library.network.web.forms.people import PostForm
from shanyraq.domains.library.network.web.sections import Drafting, SectionView, saved
from shanyraq.kernel.errors import Refusal
from shanyraq.platform.accounts.limits import limited
from shanyraq.platform.accounts.web.doors import account_door
from shanyraq.platform.accounts.web.signed_in import account_of


class PeopleView(SectionView):
    """Who works in the library, as what; appointing and dismissing."""

    section = "people"
    template = "library/network/people.html"
    doers = ("save", "dismiss", "withdraw")

    def context(self) -> dict[str, Any]:
        draft = self.drafted("people")
        return {
            "form": PostForm(draft["data"]),
            "is_draft": draft["is_draft"],
            "posts": posts_in(self.library),
            "invitations": open_invitations(self.library, timezone.now()),
        }

    def do_save(self) -> HttpResponse:
        form = PostForm(self.request.POST)
        if not saved(form, Drafting(self.request, self.library, "people"), lambda: self._appoint(form)):
            return self.show(form=form)
        return self.done(_("The post is given, or an invitation is on its way."))

    def _appoint(self, form: PostForm) -> None:
        given = form.cleaned_data
        actions.appoint(
            library=self.library,
            email=given["email"],
            role=given["role"],
            actor=self.request.user,
            at=timezone.now(),
        )

    def do_dismiss(self) -> HttpResponse:
        post = self.chosen(self.library.staff_posts)
        return self.try_to(
            lambda: actions.dismiss(post=post, actor=self.request.user), _("The post is taken back.")
        )

    def do_withdraw(self) -> HttpResponse:
        invitation = self.chosen(self.library.staff_invitations)
        return self.try_to(
            lambda: actions.withdraw_invitation(invitation=invitation, actor=self.request.user),
            _("The invitation is withdrawn."),
        )


@never_cache
@account_door
@require_http_methods(["GET", "POST"])
@limited("answer_invitation")
@sensitive_variables("token")
def show_invitation(request: HttpRequest, token: str) -> HttpResponse:
    """The invitation and its button. Looking changes nothing."""
    invitation = actions.invitation_by(token)
    if invitation is None:
        raise Http404
    if request.method == "POST":
        try:
            actions.accept_invitation(token=token, actor=account_of(request), at=timezone.now())
        except Refusal as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, str(_("Welcome. The post is yours.")))
            return redirect("library_network:members")
    is_open = invitation.expires_at > timezone.now()
    response = render(
        request, "library/network/invitation.html", {"invitation": invitation, "is_open": is_open}
    )
    response["Referrer-Policy"] = "no-referrer"
    return response
