"""A journalist copies the log, and recounts at home what the site says, without the site."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.journeys.backstage import Backstage
from tests.journeys.house import House
from tests.journeys.petitioners import OPEN, TEXTS, someone, wait_for_number
from tests.journeys.plain_http import ask
from tests.journeys.reader import reading
from tools.repository import ROOT

pytestmark = pytest.mark.browser

PROVED, NOT_PROVED = 0, 1


def verify(*arguments: str) -> tuple[int, str]:
    """Run ``shanyraq-verify`` as anybody does: with Python alone, and nothing of the house in sight."""
    done = subprocess.run(
        [sys.executable, "-m", "shanyraq_verify", *arguments],
        env={"PYTHONPATH": str(ROOT / "src"), "PATH": ""},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    return done.returncode, done.stdout + done.stderr


def test_a_journalist_recounts_offline(
    chromium: Browser, house: House, stage: Backstage, tmp_path: Path
) -> None:
    me = stage.citizen("Мадина", "Сатина")
    petition = stage.petition(me, {**TEXTS, "title": "Музей архивтері ашық болсын"}, *OPEN)
    with someone(chromium, house, stage, me) as signer:
        signer.go(f"/en/petitions/{petition}/sign/")
        signer.page.locator("select[name=territory]").select_option("550000000")
        signer.page.get_by_role("button", name="Sign", exact=True).click()
        wait_for_number(house, petition, 13)
        signer.page.reload()
        with signer.page.expect_download() as download:
            signer.page.locator("a[href$='receipt.json']").click()
        receipt = tmp_path / "receipt.json"
        download.value.save_as(receipt)

    with reading(chromium, house) as journalist:
        journalist.go("/en/petitions/check/")
        expect(journalist.page.locator("main code")).to_contain_text("shanyraq-verify recount")
        key = ask(house.address, "/logs/petitions/key").text.strip()
        journalist.page.set_input_files("[data-file]", receipt)
        expect(journalist.page.locator(".signing__result--proved")).to_be_visible()

    said = json.loads(ask(house.address, f"/petitions/{petition}/count.json").text)
    copy = str(tmp_path / "copy")
    code, words = verify("mirror", f"{house.address}/logs/petitions", copy, "--key", key)
    assert code == PROVED, words

    published = ("--published", str(said["count"]), "--size", str(said["log_size"]))
    code, words = verify("recount", copy, petition, "--key", key, *published)
    assert code == PROVED, words
    assert "PROVED: the published number is the log's" in words
    code, words = verify("receipt", str(receipt), copy, "--key", key, "--whole")
    assert code == PROVED, words
    wrong = ("--published", str(said["count"] + 1), "--size", str(said["log_size"]))
    code, words = verify("recount", copy, petition, "--key", key, *wrong)
    assert code == NOT_PROVED, words
