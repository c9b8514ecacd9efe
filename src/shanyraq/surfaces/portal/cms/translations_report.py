"""The editors' overview of translations."""

from __future__ import annotations

from typing import Any

import django_filters
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.filters import ContentTypeFilter, WagtailFilterSet
from wagtail.admin.views.pages.utils import get_valid_next_url_from_request
from wagtail.admin.views.reports import ReportView
from wagtail.models import Locale, Page, get_page_content_types

from shanyraq.surfaces.portal.actions.translation_states import mark_translation_current
from shanyraq.surfaces.portal.models import TranslationState
from shanyraq.surfaces.portal.queries.translation_overview import (
    Status,
    counts_by_language,
    missing_in,
    translation_overview,
)


class TranslationsFilterSet(WagtailFilterSet):
    """Filters that stand in the address, so that a translator can keep her list as a bookmark."""

    locale = django_filters.ModelChoiceFilter(label=gettext_lazy("Language"), queryset=Locale.objects.all())
    status = django_filters.ChoiceFilter(
        label=gettext_lazy("Status"), choices=Status.choices, method="filter_status"
    )
    content_type = ContentTypeFilter(
        label=gettext_lazy("Type"),
        queryset=lambda _request: get_page_content_types(include_base_page_type=False),
    )
    title = django_filters.CharFilter(label=gettext_lazy("Title"), method="filter_title")

    class Meta:
        model = Page
        fields = ["locale", "status", "content_type", "title"]

    def filter_status(self, rows: QuerySet[Page], _name: str, value: str) -> QuerySet[Page]:
        """Missing pages have no row: they are listed by their originals."""
        return rows if value == Status.MISSING else rows.filter(status=value)

    def filter_title(self, rows: QuerySet[Page], _name: str, value: str) -> QuerySet[Page]:
        """By the title of the original."""
        field = "original_title" if "original_title" in rows.query.annotations else "title"
        return rows.filter(**{f"{field}__icontains": value[:200]})


class TranslationsReportView(ReportView):
    """Counts by language, and every page × language with its status, age and ways to translate it."""

    page_title = gettext_lazy("Translations")
    header_icon = "globe"
    template_name = "portal/cms/translations.html"
    results_template_name = "portal/cms/translations_results.html"
    index_url_name = "portal_translations"
    index_results_url_name = "portal_translations_results"
    filterset_class = TranslationsFilterSet
    any_permission_required = ["add", "change", "publish"]
    export_headings = {
        "original_title": gettext_lazy("Page"),
        "locale.language_code": gettext_lazy("Language"),
        "status": gettext_lazy("Status"),
        "original_changed_at": gettext_lazy("Source changed"),
        "translated_at": gettext_lazy("Translated"),
    }
    list_export = ["original_title", "locale.language_code", "status", "original_changed_at", "translated_at"]
    default_ordering = None

    def get_queryset(self) -> QuerySet[Page]:
        """The rows, those waiting longest first; for missing pages their originals."""
        wanted = self.request.GET.get("locale", "")
        if self.request.GET.get("status") == Status.MISSING and wanted.isdecimal():
            locale = Locale.objects.filter(pk=int(wanted[:9])).first()
            if locale is not None:
                return missing_in(locale).order_by("title")
        return translation_overview().order_by("waiting_since", "original_title", "locale_id")

    def filter_queryset(self, queryset: QuerySet[Page]) -> QuerySet[Page]:
        """Originals of missing pages stand in another language than the one asked for."""
        if "status" in queryset.query.annotations:
            return super().filter_queryset(queryset)
        self.filters, _filtered = self.filters_without_locale(queryset)
        return queryset

    def filters_without_locale(self, queryset: QuerySet[Page]) -> tuple[Any, QuerySet[Page]]:
        """The filter form filled in as asked, without narrowing the rows."""
        filters = self.filterset_class(
            self.request.GET, queryset=translation_overview(), request=self.request
        )
        return filters, queryset

    def get_context_data(self, *args: Any, **options: Any) -> dict[str, Any]:
        """Adds the counts by language and the labels of the statuses."""
        context = super().get_context_data(*args, **options)
        may_translate = self.request.user.has_perm("wagtail_localize.submit_translation")
        return context | {
            "counts": counts_by_language(),
            "labels": dict(Status.choices),
            "may_translate": may_translate,
        }


@require_POST
def mark_current(request: Any, page_id: int) -> HttpResponse:
    """An editor says that a translation made by hand is up to date with its source."""
    page = get_object_or_404(Page, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    get_object_or_404(TranslationState, pk=page.pk)
    mark_translation_current(page=page, at=timezone.now())
    messages.success(request, _("The translation is marked as up to date with its source."))
    return redirect(get_valid_next_url_from_request(request) or "portal_translations")
