"""Addresses of this room: ``urlpatterns`` stand below a language and ``library/``, ``rooted`` at the root."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from shanyraq.domains.library.catalogue.web import (
    authorities,
    doors,
    duplicates,
    imports,
    oai,
    opds,
    pages,
    search,
    splitting,
    sru,
)
from shanyraq.domains.library.catalogue.web.api import api
from shanyraq.domains.library.catalogue.web.records import views

app_name = "library_catalogue"

_imports = [
    path("", imports.choose_library, name="import_libraries"),
    path("<slug:code>/", imports.list_imports, name="imports"),
    path("<slug:code>/<int:run_id>/", imports.show_import, name="import"),
    path("<slug:code>/<int:run_id>/progress/", imports.show_progress, name="import_progress"),
    path("<slug:code>/<int:run_id>/refused.csv", imports.download_refused, name="import_refused"),
    path("<slug:code>/<int:run_id>/stop/", imports.stop_import, name="import_stop"),
    path("<slug:code>/<int:run_id>/continue/", imports.continue_import, name="import_continue"),
]

_duplicates = [
    path("", duplicates.list_pairs, name="duplicates"),
    path("history/", duplicates.show_history, name="duplicates_history"),
    path("history/<int:pk>/undo/", duplicates.undo_action, name="duplicates_undo"),
    path("editions/", splitting.find_edition, name="split_find"),
    path("editions/<slug:public_id>/", splitting.show_split, name="split"),
    path("editions/<slug:public_id>/records/", splitting.split, name="split_records"),
    path("editions/<slug:public_id>/work/", splitting.leave_work, name="split_work"),
    path("<int:pk>/", duplicates.show_pair, name="duplicate"),
    path("<int:pk>/answer/", duplicates.answer, name="duplicate_answer"),
]

_records = [
    path("", views.list_records, name="records"),
    path("new/", views.new_record, name="record_new"),
    path("open/", views.open_copied, name="record_open"),
    path("copy/", views.copy_record, name="record_copy"),
    path("<int:pk>/", views.edit_record, name="record"),
    path("<int:pk>/history/", views.show_history, name="record_history"),
    path("<int:pk>/history/<int:version>/restore/", views.restore_version, name="record_restore"),
    path("<int:pk>/items/", views.edit_items, name="record_items"),
    path("<int:pk>/items/<int:item>/", views.edit_items, name="record_item"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("staff/imports/", include(_imports)),
    path("staff/duplicates/", include(_duplicates)),
    path("staff/records/", include(_records)),
    path("", pages.show_library, name="home"),
    path("search/", search.search_catalogue, name="search"),
    path("search/suggestions/", search.suggest, name="suggestions"),
    path("editions/<slug:public_id>/", pages.show_edition, name="edition"),
    path("works/<slug:public_id>/", pages.show_work, name="work"),
    path("people/", search.show_person, name="person_by_name"),
    path("people/<slug:public_id>/", authorities.show_person, name="person"),
    path("subjects/", search.show_subject, name="subject_by_name"),
    path("subjects/<slug:public_id>/", authorities.show_subject, name="subject"),
]

_ID = r"(?P<public_id>[0-9a-z]{10})"
_SECOND = {"version": "2"}
_ENDING = r"(?P<ending>[a-z0-9-]+(?:\.[a-z]+)?)"

rooted: list[URLPattern | URLResolver] = [
    path("sru", sru.serve_sru, name="library_sru"),
    path("opds", opds.show_start, name="library_opds_start"),
    path("opds/publications", opds.show_publications, name="library_opds_publications"),
    re_path(rf"^opds/publications/{_ID}$", opds.show_publication, name="library_opds_publication"),
    path("opds/search", opds.search_publications, name="library_opds_search"),
    path("opds/search.xml", opds.describe_search, name="library_opds_description"),
    path("opds/v2", opds.show_start, _SECOND, name="library_opds2_start"),
    path("opds/v2/publications", opds.show_publications, _SECOND, name="library_opds2_publications"),
    re_path(
        rf"^opds/v2/publications/{_ID}$", opds.show_publication, _SECOND, name="library_opds2_publication"
    ),
    path("opds/v2/search", opds.search_publications, _SECOND, name="library_opds2_search"),
    path("api/library/v1/", api.urls),
    path("oai", oai.serve_oai, name="library_oai"),
    re_path(rf"^library/editions/{_ID}/$", doors.enter_edition, name="library_edition_door"),
    re_path(rf"^library/works/{_ID}/$", doors.enter_work, name="library_work_door"),
    re_path(rf"^library/covers/{_ID}\.svg$", doors.show_cover, name="library_cover"),
    re_path(rf"^library/covers/{_ID}\.png$", doors.show_cover_png, name="library_cover_png"),
    re_path(rf"^library/editions/{_ID}\.{_ENDING}$", doors.export_edition, name="library_export"),
    re_path(
        r"^library/records/(?P<library>[a-z][a-z0-9-]*)/(?P<number>.+)\.(?P<ending>mrc|xml)$",
        doors.export_record,
        name="library_record_original",
    ),
    re_path(rf"^library/selection\.{_ENDING}$", doors.export_selection, name="library_selection"),
]
