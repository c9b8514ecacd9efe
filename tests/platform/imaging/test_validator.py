"""The official validator of the IIIF Image API, run against our server behind the real web server."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import pyvips

from shanyraq.platform.imaging.pyramids import make_pyramid
from tests.platform.imaging.pictures import plain, written

validator = pytest.importorskip("iiif_validator.validator", reason="iiif-validator is not installed")

ROOT = Path(__file__).resolve().parents[3]
NAME = "67352ccc-d1b0-11e1-89ae-279075081939"
IDENTIFIER = f"reference:{NAME}"
LEVEL = 2
ABOVE = ("linkheader_canonical", "linkheader_profile", "rot_mirror", "rot_mirror_180", "rot_full_non90")
"""Checks of what goes beyond level 2 and is offered all the same."""


def cases() -> list[tuple[str, str]]:
    suite = validator.TestSuite(validator.ValidationInfo())
    return [
        (version, name)
        for version in ("3.0", "2.0")
        for name, described in sorted(suite.list_tests(version).items())
        if described["level"] <= LEVEL or name in ABOVE
    ]


def reference() -> pyvips.Image:
    """The validator's picture: ten by ten squares of a hundred pixels in the colours of its own table."""
    columns = validator.ValidationInfo().colorInfo
    squares = [plain(100, 100, columns[x][y]) for y in range(10) for x in range(10)]
    return pyvips.Image.arrayjoin(squares, across=10)


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    """Host and port of a server with the validator's picture."""
    folder = tmp_path_factory.mktemp("reference")
    make_pyramid(written(reference(), folder / "reference.png"), folder / "reference.tif")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = ["-m", "granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "2"]
    process = subprocess.Popen(
        [sys.executable, *command, "--log-level", "error", "tests.platform.imaging.served:application"],
        cwd=ROOT,
        env=os.environ
        | {"IMAGING_TEST_NAME": NAME, "IMAGING_TEST_FILE": str(folder / "reference.tif")}
        | {"DJANGO_SETTINGS_MODULE": "shanyraq.config.settings", "PYTHONPATH": f"{ROOT}/src:{ROOT}"},
    )
    try:
        _wait_for(port, process)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(15)


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server did not start")


@pytest.mark.parametrize(("version", "name"), cases())
def test_validator_finds_no_failure(address, version, name):
    info = validator.ValidationInfo()
    asked = validator.ImageAPI(IDENTIFIER, address, f"iiif/{version[0]}", "http", "", version, debug=False)
    validator.TestSuite(info).run_test(name, asked)
    assert asked.exception is None, f"{asked.urls}: {asked.exception}"
