"""An auditor gets signatures that prove themselves to other programs too."""

from __future__ import annotations

import subprocess
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from shanyraq.domains.petitions.actions.withdrawal import withdraw_signature
from shanyraq.domains.petitions.models import Petition
from shanyraq.platform.accounts.actions.persons import link_person
from tests.domains.petitions.electronic_scene import give, key_of, signature
from tests.domains.petitions.signing_scene import AT, iin, open_petition, region, sign
from tests.factories.accounts import UserFactory, identity
from tests.platform.electronic_signatures.authority_scene import Authority

pytestmark = pytest.mark.django_db
OPENSSL = ("openssl", "cms", "-verify", "-binary", "-inform", "DER", "-purpose", "any", "-no_check_time")


@pytest.fixture
def petition(authority: Authority) -> Petition:
    """Three have signed with a key, in every form that is taken, one of them took it back; one without."""
    region()
    made = open_petition()
    for number, form in enumerate(({}, {"is_attached": True}, {"is_pem": True}), start=1):
        user = UserFactory()
        person = link_person(user=user, identity=identity(iin(number)), at=AT)
        give(made, user, signature(made, user, key_of(authority, iin(number)), **form))
    withdraw_signature(petition=made, person=person, at=AT)
    sign(made, 4)
    return made


def written(petition: Petition, folder: Path, **options: object) -> list[str]:
    values = {"reason": "Сыртқы аудит", "stdout": StringIO(), **options}
    call_command("petitions_evidence", petition.public_id, str(folder), **values)
    return sorted(path.name for path in folder.iterdir())


def test_other_programs_verify_what_is_handed_out(
    authority: Authority, petition: Petition, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    names = written(petition, tmp_path / "audit")
    assert len(names) == 4, "the two that count, each with its text"
    assert "2 signatures were opened: Сыртқы аудит" in caplog.text
    trusted = tmp_path / "authorities.pem"
    trusted.write_bytes(authority.root.pem + authority.issuer.pem)
    for name in (each for each in names if each.endswith(".p7s")):
        cms = tmp_path / "audit" / name
        text = cms.with_suffix(".json")
        for content, is_good in ((text, True), (trusted, False)):
            command = (*OPENSSL, "-in", cms, "-content", content, "-CAfile", trusted, "-out", "/dev/null")
            told = subprocess.run(command, capture_output=True, check=False)
            assert (told.returncode == 0) is is_good, told.stderr


def test_a_sample_is_no_larger_than_asked_for(petition: Petition, tmp_path: Path) -> None:
    assert len(written(petition, tmp_path / "audit", sample=1)) == 2


def test_without_a_reason_or_without_signatures(petition: Petition, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="reason"):
        written(petition, tmp_path, reason=" ")
    with pytest.raises(CommandError, match="Nobody"):
        written(open_petition(), tmp_path)
    assert list(tmp_path.iterdir()) == [tmp_path / "authorities"]
