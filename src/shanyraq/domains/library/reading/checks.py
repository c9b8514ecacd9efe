"""What Django's ``check`` tells of this machine."""

from typing import Any

from django.core.checks import CheckMessage, Warning, register  # noqa: A004 - Django's name

from shanyraq.domains.library.reading.formats.programs import missing_programs, recognition_languages
from shanyraq.domains.library.reading.models import OCR_LANGUAGES

PACKAGES = {
    "tesseract": "tesseract-ocr",
    "pdftoppm": "poppler-utils",
    "pdftotext": "poppler-utils",
    "pdfinfo": "poppler-utils",
}


@register(deploy=True)
def check_programs(**_options: Any) -> list[CheckMessage]:
    """Programs for PDF and recognition that are missing on this machine."""
    found: list[CheckMessage] = [
        Warning(
            f"The program {name} is not installed.",
            hint=f"Debian: apt-get install {PACKAGES[name]}. Without it, its part of digitisation says so.",
            id="library_reading.W001",
        )
        for name in missing_programs()
    ]
    lacking = sorted(set(OCR_LANGUAGES) - recognition_languages())
    if lacking and "tesseract" not in missing_programs():
        packages = " ".join(f"tesseract-ocr-{code}" for code in lacking)
        found.append(
            Warning(
                f"Tesseract lacks languages: {', '.join(lacking)}.",
                hint=f"Debian: apt-get install {packages}.",
                id="library_reading.W002",
            )
        )
    return found
