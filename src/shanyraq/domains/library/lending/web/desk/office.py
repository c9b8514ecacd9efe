"""What heads look at: rules and counts."""

from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from shanyraq.domains.library.lending.actions.lending_rules import add_version, end_rule, tomorrow
from shanyraq.domains.library.lending.models import LendingRule
from shanyraq.domains.library.lending.permissions import Librarian
from shanyraq.domains.library.lending.queries.rules import rules_of
from shanyraq.domains.library.lending.queries.statistics import loans_per_month
from shanyraq.domains.library.lending.web.desk.door import at_desk
from shanyraq.domains.library.lending.web.forms import LendingRuleForm
from shanyraq.domains.library.network.permissions import may_head
from shanyraq.kernel.errors import Refusal

A_YEAR = timedelta(days=400)


@require_GET
@at_desk
def show_statistics(request: HttpRequest, librarian: Librarian) -> HttpResponse:
    """Loans of every branch of the library per month, for a year and this month."""
    rows = loans_per_month(librarian.branch.library, since=timezone.now() - A_YEAR)
    context = {"branch": librarian.branch, "section": "statistics", "rows": rows}
    return render(request, "library/lending/desk/statistics.html", context)


@require_http_methods(["GET", "POST"])
@at_desk
def show_rules(request: HttpRequest, librarian: Librarian) -> HttpResponse:
    """The rules that hold here and the versions to come; a head adds a version."""
    library, today = librarian.branch.library, timezone.localdate()
    may_change = may_head(request.user, library)
    if request.method == "POST" and not may_change:
        raise PermissionDenied
    form = LendingRuleForm(request.POST or None, initial={"in_force_from": tomorrow(today)})
    if request.method == "POST" and form.is_valid():
        try:
            add_version(library=library, today=today, **form.cleaned_data)
        except Refusal as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The rule is added."))
            return redirect("library_lending:rules", librarian.branch.pk)
    context = {
        "branch": librarian.branch,
        "section": "rules",
        "rules": rules_of(library, today),
        "form": form if may_change else None,
    }
    return render(request, "library/lending/desk/rules.html", context)


@require_http_methods(["POST"])
@at_desk
def end_rule_version(request: HttpRequest, librarian: Librarian, rule_id: int) -> HttpResponse:
    """Let an own rule of the library end."""
    if not may_head(request.user, librarian.branch.library):
        raise PermissionDenied
    rule = LendingRule.objects.filter(pk=rule_id, library=librarian.branch.library).first()
    if rule is None:
        raise Http404
    end_rule(rule=rule, today=timezone.localdate())
    messages.success(request, _("The rule ends tonight."))
    return redirect("library_lending:rules", librarian.branch.pk)
