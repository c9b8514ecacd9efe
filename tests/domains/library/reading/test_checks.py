from shanyraq.domains.library.reading import checks
from shanyraq.domains.library.reading.formats import programs


def test_missing_programs_and_languages_are_told(monkeypatch):
    monkeypatch.setattr(programs.shutil, "which", lambda _name: None)
    assert {found.id for found in checks.check_programs()} == {"library_reading.W001"}
    assert any("tesseract-ocr" in found.hint for found in checks.check_programs())


def test_a_tesseract_without_kazakh_is_told(monkeypatch):
    monkeypatch.setattr(programs.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(programs, "_languages_of", lambda _program: frozenset({"rus", "eng", "ara"}))
    (found,) = checks.check_programs()
    assert (found.id, found.hint) == ("library_reading.W002", "Debian: apt-get install tesseract-ocr-kaz.")
