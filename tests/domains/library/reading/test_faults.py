"""Errors of background work are told in the language of who looks."""

from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from shanyraq.domains.library.reading import faults
from shanyraq.domains.library.reading.formats.programs import missing
from shanyraq.domains.library.reading.formats.scans import damaged
from shanyraq.kernel.errors import Refusal


def test_a_fault_of_a_kazakh_worker_is_told_in_every_language():
    with override("kk"):
        error = faults.stored(("", missing("tesseract")))
    said = set()
    for language in ("kk", "ru", "en", "ar"):
        with override(language):
            said.add(faults.told(error))
            assert "tesseract" in faults.told(error)
    assert len(said) == 4
    assert faults.codes(error) == ["no_program"]


def test_faults_of_an_archive_name_their_members():
    error = faults.stored(("1.tif", damaged()), ("2.tif", damaged()))
    with override("ru"):
        text = gettext("The picture is damaged. Scan the page again.")
        assert faults.told(error) == f"1.tif: {text}; 2.tif: {text}"


def test_names_and_numbers_of_faults_are_bounded():
    many = [(f"{'x' * 300}{number}", damaged()) for number in range(500)]
    error = faults.stored(*many)
    assert len(faults.codes(error)) == faults.MOST
    assert len(error) < 10_000


def test_what_was_stored_as_text_stays_and_nothing_is_nothing():
    assert faults.told("Сурет бүлінген.") == "Сурет бүлінген."
    assert faults.told("[{broken") == "[{broken"
    assert faults.stored() == faults.told("") == ""
    assert faults.codes("Сурет бүлінген.") == []


def test_percent_signs_in_names_do_no_harm():
    error = faults.stored(("100%.tif", Refusal(_("The EPUB unpacks to too much."), code="unsafe_archive")))
    with override("en"):
        assert faults.told(error) == "100%.tif: The EPUB unpacks to too much."
