"""Have the programs that tests need: take them from Debian where we may, else say what to install."""

import os
import shutil
import subprocess
import sys

PROGRAMS = {
    "chromium": ("chromium",),
    "gettext": ("xgettext",),
    "poppler-utils": ("pdftoppm",),
    "tesseract-ocr": ("tesseract",),
}
OPTIONAL = frozenset({"poppler-utils", "tesseract-ocr"})
"""Without these some tests are left out, and say so."""
LANGUAGES = {"kaz", "rus", "eng", "ara"}
WITH = {"tesseract-ocr": [f"tesseract-ocr-{language}" for language in sorted(LANGUAGES)]}
"""What is installed together with a package."""


def missing(packages: list[str]) -> list[str]:
    """Those of *packages* of which no program is on the path, or not what belongs to it."""
    return [
        package
        for package in packages
        if not any(map(shutil.which, PROGRAMS[package]))
        or (package == "tesseract-ocr" and not recognised_languages() >= LANGUAGES)
    ]


def recognised_languages() -> set[str]:
    """The languages that Tesseract has been taught here."""
    listed = subprocess.run(["tesseract", "--list-langs"], capture_output=True, text=True, check=False)
    return set(listed.stdout.split())


def with_others(packages: list[str]) -> list[str]:
    """*packages* with what belongs to them."""
    return [each for package in packages for each in (package, *WITH.get(package, ()))]


def main(packages: list[str]) -> int:
    wanted = missing(packages)
    if wanted and os.geteuid() == 0 and shutil.which("apt-get"):
        print(f"Installing {' '.join(wanted)} …", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], check=False, **quiet)
        subprocess.run(
            ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *with_others(wanted)],
            check=False,
            **quiet,
        )
    wanted = missing(packages)
    if "chromium" in wanted:
        browser = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
        if browser.returncode == 0:
            wanted.remove("chromium")
    for package in wanted:
        need = "some tests are left out without" if package in OPTIONAL else "the tests need"
        print(f"shanyraq: {need} {package}; install it with your system's package manager.", file=sys.stderr)
    return 1 if set(wanted) - OPTIONAL else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
