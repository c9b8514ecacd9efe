"""Addresses of this room: ``urlpatterns`` stand below a language and ``library/``, ``rooted`` at the root."""

from django.urls import URLPattern, URLResolver, include, path, re_path

from shanyraq.domains.library.reading.web import (
    content_search,
    doors,
    loans,
    machines,
    pictures,
    reading,
    staff_editions,
    staff_pages,
    staff_takedowns,
    staff_texts,
    takedown,
)

app_name = "library_reading"

_book: list[URLPattern | URLResolver] = [
    path("", reading.open_book, name="read"),
    path("<int:number>/", reading.show_page, name="read_page"),
    path("pages/", reading.show_pages, name="read_pages"),
    path("search/", reading.show_search, name="read_search"),
    path("search/suggestions.json", content_search.suggest, name="read_suggestions"),
    path("go/", reading.go_to_label, name="read_go"),
    path("at/<int:page_id>/", reading.go_to_page, name="read_at"),
    path("place/", reading.keep_place, name="keep_place"),
    path("bookmark/", reading.change_bookmark, name="change_bookmark"),
    path("loan/", loans.change_loan, name="change_loan"),
    path("pictures/<int:picture_id>/", pictures.show_book_picture, name="book_picture"),
    re_path(r"^download/(?P<kind>pdf|epub)/$", machines.download, name="download"),
    path("takedown/", takedown.request_takedown, name="request_takedown"),
]
_digital: list[URLPattern | URLResolver] = [
    path("", staff_editions.list_editions, name="staff_editions"),
    path("new/", staff_editions.begin_edition, name="staff_new"),
    path("<slug:public_id>/", staff_editions.show_edition, name="staff_edition"),
    path("<slug:public_id>/upload/", staff_editions.upload, name="staff_upload"),
    path("<slug:public_id>/progress/", staff_editions.show_progress, name="staff_progress"),
    path("<slug:public_id>/move/", staff_editions.move, name="staff_move"),
    path("<slug:public_id>/describe/", staff_editions.describe, name="staff_describe"),
    path("<slug:public_id>/pages/", staff_pages.show_pages, name="staff_pages"),
    path("<slug:public_id>/pages/order/", staff_pages.order_pages, name="staff_order"),
    path("<slug:public_id>/pages/<int:number>/text/", staff_texts.correct_text, name="staff_text"),
    path("<slug:public_id>/pages/<int:number>/text/restore/", staff_texts.restore, name="staff_text_restore"),
    path("<slug:public_id>/contents/", staff_pages.edit_contents, name="staff_contents"),
]
_takedowns: list[URLPattern | URLResolver] = [
    path("", staff_takedowns.list_takedowns, name="takedowns"),
    path("<slug:public_id>/", staff_takedowns.show_takedown, name="takedown"),
    path(
        "<slug:public_id>/attachments/<int:number>/", staff_takedowns.attachment, name="takedown_attachment"
    ),
]

urlpatterns: list[URLPattern | URLResolver] = [
    re_path(r"^read/(?P<public_id>[0-9a-z]{10})/", include(_book)),
    path("my/digital/", loans.show_my_digital, name="my_digital"),
    path("my/digital/<int:loan_id>/return/", loans.give_back, name="give_back"),
    path("staff/digital/", include(_digital)),
    path("staff/takedowns/", include(_takedowns)),
]

_ID = r"(?P<public_id>[0-9a-z]{10})"
_PAGE = rf"^library/books/{_ID}/pages/(?P<page_id>[0-9]{{1,18}})"

rooted: list[URLPattern | URLResolver] = [
    re_path(rf"^library/books/{_ID}/$", doors.enter_book, name="library_book"),
    re_path(rf"^library/books/{_ID}/manifest\.json$", machines.show_manifest, name="library_manifest"),
    re_path(rf"^library/books/{_ID}/search$", content_search.search_in_book, name="library_search_inside"),
    re_path(
        rf"^library/books/{_ID}/search/1$", content_search.search_in_book_1, name="library_search_inside_1"
    ),
    re_path(
        rf"^library/books/{_ID}/autocomplete/1$", content_search.complete_1, name="library_autocomplete_1"
    ),
    re_path(rf"^library/books/{_ID}/autocomplete$", content_search.complete, name="library_autocomplete"),
    re_path(rf"{_PAGE}$", doors.enter_page, name="library_canvas"),
    re_path(rf"{_PAGE}/text\.json$", machines.show_lines, name="library_page_lines"),
    re_path(rf"{_PAGE}/text\.txt$", machines.show_text, name="library_page_text"),
    re_path(rf"{_PAGE}/alto\.xml$", machines.show_alto, name="library_page_alto"),
]
