"""Addresses of this room: ``urlpatterns`` stand below a language and ``library/``, ``rooted`` at the root."""

from django.urls import URLPattern, URLResolver, include, path

from shanyraq.domains.library.lending.web import procedure
from shanyraq.domains.library.lending.web.desk import office, pages, readers, worklists
from shanyraq.domains.library.lending.web.mine import lists, reserving
from shanyraq.domains.library.lending.web.mine import pages as mine

app_name = "library_lending"

_desk = [
    path("", pages.show_desk, name="desk"),
    path("scan/", pages.scan, name="scan"),
    path("receipt/", pages.show_receipt, name="receipt"),
    path("lists/<slug:kind>/", worklists.show_list, name="worklist"),
    path("loans/<int:loan_id>/end/", worklists.end_loan, name="end_loan"),
    path("holds/<int:hold_id>/end/", worklists.end_hold, name="end_hold"),
    path("readers/", readers.find_readers, name="readers"),
    path("readers/new/", readers.register_reader, name="register"),
    path("readers/<int:reader_id>/", readers.show_reader, name="reader"),
    path("readers/<int:reader_id>/change/", readers.change_card, name="change_card"),
    path("readers/<int:reader_id>/card/", readers.print_card, name="print_card"),
    path("statistics/", office.show_statistics, name="statistics"),
    path("rules/", office.show_rules, name="rules"),
    path("rules/<int:rule_id>/end/", office.end_rule_version, name="end_rule"),
]
_mine = [
    path("", mine.show_mine, name="my"),
    path("card/", mine.print_own_card, name="my_card"),
    path("card/order/", mine.order_card, name="order_card"),
    path("card/connect/", mine.connect_card, name="connect_card"),
    path("loans/<int:loan_id>/renew/", mine.renew_loan, name="renew"),
    path("holds/<int:hold_id>/cancel/", mine.give_up_hold, name="give_up"),
    path("letters/", mine.change_settings, name="settings"),
    path("history/", mine.show_history, name="history"),
    path("history.json", mine.export_history, name="export_history"),
    path("lists/", lists.show_lists, name="lists"),
    path("lists/add/<slug:public_id>/", lists.add_to_list, name="add_to_list"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk/", pages.choose_desk, name="desks"),
    path("desk/<int:branch_id>/", include(_desk)),
    path("my/", include(_mine)),
    path("lists/<slug:public_id>/", lists.show_list, name="list"),
    path("lists/<slug:public_id>/change/", lists.change_list, name="change_list"),
    path("lists/<slug:public_id>/delete/", lists.delete_list, name="delete_list"),
    path("lists/<slug:public_id>/copy/", lists.copy_list, name="copy_list"),
    path("lists/<slug:public_id>/entries/<int:entry_id>/", lists.change_entry, name="change_entry"),
    path("reserve/<slug:public_id>/", reserving.reserve, name="reserve"),
    path("how-lending-works/", procedure.show_procedure, name="procedure"),
]

rooted: list[URLPattern | URLResolver] = []
