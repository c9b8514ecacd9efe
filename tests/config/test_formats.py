"""Kazakh and Arabic dates and numbers."""

from datetime import datetime

import pytest
from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils import translation
from django.utils.formats import date_format, number_format

from shanyraq.kernel.languages import LANGUAGES


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("DATE_FORMAT", "2026 ж. 23 қараша"),
        ("DATETIME_FORMAT", "2026 ж. 23 қараша, 16:05"),
        ("YEAR_MONTH_FORMAT", "2026 ж. қараша"),
        ("SHORT_DATE_FORMAT", "23.11.2026"),
    ],
)
def test_date_is_written_as_kazakhs_write_it(name: str, written: str) -> None:
    with translation.override("kk"):
        assert date_format(datetime(2026, 11, 23, 16, 5), name) == written  # noqa: DTZ001 — only its writing


def test_number_has_a_decimal_comma() -> None:
    with translation.override("kk"):
        assert number_format(1234.5, force_grouping=True) == "1\N{NO-BREAK SPACE}234,5"


def test_arabic_date_and_time_are_written_in_one_order() -> None:
    with translation.override("ar"):
        moment = datetime(2026, 9, 8, 16, 5)  # noqa: DTZ001 — only its writing
        assert date_format(moment, "DATE_FORMAT") == "8 سبتمبر 2026"
        assert date_format(moment, "DATETIME_FORMAT") == "8 سبتمبر 2026، 16:05"


@pytest.mark.parametrize("language", LANGUAGES)
def test_long_numbers_are_grouped_in_every_language(language: str) -> None:
    between = {"tr": ".", "en": ",", "ar": ",", "zh-hans": ","}.get(language, "\N{NO-BREAK SPACE}")
    with translation.override(language):
        assert intcomma(1234567) == f"1{between}234{between}567"
