"""The programs that do the heavy work beside us: poppler for PDF, Tesseract for recognition."""

from __future__ import annotations

import shutil
import subprocess
from functools import lru_cache
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from shanyraq.kernel.errors import Refusal

PDF_SECONDS = 120
RECOGNITION_SECONDS = 300


class ProgramFailed(RuntimeError):
    """A program that is there ended with an error or took too long; trying again may help."""


def run(command: list[str], *, seconds: int, folder: Path | None = None) -> bytes:
    """What *command* writes to its standard output. It has no input and is killed after *seconds*.

    :raises Refusal: ``no_program``; ``ProgramFailed`` with the end of what it complained of.
    """
    environment = {"PATH": "/usr/local/bin:/usr/bin:/bin", "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
    program = shutil.which(command[0])
    if program is None:
        raise missing(command[0])
    try:
        done = subprocess.run(
            [program, *command[1:]],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=seconds,
            check=False,
            cwd=folder,
            env=environment,
        )
    except subprocess.TimeoutExpired as error:
        raise ProgramFailed(f"{command[0]}: more than {seconds} s") from error
    if done.returncode != 0:
        raise ProgramFailed(f"{command[0]}: {done.stderr.decode('utf-8', 'replace')[-300:].strip()}")
    return done.stdout


def missing(program: str) -> Refusal:
    """What people are told when a program is not installed on the machine that does the work."""
    text = _("The program “%(name)s” is not installed on this server. Ask the administrator to install it.")
    return Refusal(text, code="no_program", values={"name": program})


def missing_programs() -> list[str]:
    """The programs that are not here; asked anew each time, so that installing one helps at once."""
    return [name for name in ("pdftoppm", "pdftotext", "pdfinfo", "tesseract") if shutil.which(name) is None]


@lru_cache(maxsize=1)
def _languages_of(program: str) -> frozenset[str]:
    answer = run([program, "--list-langs"], seconds=20).decode("utf-8", "replace")
    return frozenset(line.strip() for line in answer.splitlines()[1:] if line.strip())


def recognition_languages() -> frozenset[str]:
    """The languages that Tesseract knows here; none when it is not installed."""
    program = shutil.which("tesseract")
    if program is None:
        return frozenset()
    try:
        return _languages_of(program)
    except ProgramFailed:
        return frozenset()
