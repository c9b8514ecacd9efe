"""Whether a petition of ten million signatures is as fast as one of a hundred.

    python -m benchmarks.petitions_size [--signatures 10000000]

Rows and entries of the log are made by PostgreSQL as signing makes them; the log gives them their places as
it always does. Petitions are signed, looked at, proved, counted and recounted: the small one alone in the
house, and again beside the large one, under the same conditions as that. Ten million take about 15 GB below
the folder for temporary files and some twenty minutes.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from benchmarks.in_process import answer, median
from benchmarks.machine import described
from benchmarks.petitions_people import CSRF, TERRITORY, open_petition, signed_in_people
from benchmarks.servers import prepared_platform

RESULT = Path(__file__).parent / "results" / "petitions_size.md"
SMALL, LARGE = 100, 10_000_000
CHUNK, SIGNERS, LOOKS = 100_000, 400, 60
FILL: Final = r"""
WITH made AS MATERIALIZED (
    SELECT nextval(pg_get_serial_sequence('petitions_signature', 'id')) AS id, nullifier,
        convert_to(
            '{"commitment":"' || encode(sha256(nullifier), 'hex') || '","kind":"signature","nullifier":"'
            || encode(nullifier, 'hex') || '","petition":"' || petition.public_id || '"}', 'UTF8'
        ) AS body
    FROM petitions_petition AS petition,
        (SELECT sha256(convert_to('signer ' || n, 'UTF8')) AS nullifier FROM generate_series(%s, %s) AS n)
    WHERE petition.public_id = %s
), rows AS (
    INSERT INTO petitions_signature (
        id, petition_id, nullifier, territory_id, signed_at, salt, leaf_hash, public_name, method
    )
    SELECT made.id, petition.id, nullifier, %s, now(), substr(nullifier, 1, 16),
        sha256('\x00'::bytea || body), '', 'identity'
    FROM made, petitions_petition AS petition WHERE petition.public_id = %s
)
INSERT INTO transparency_logpending (log, body, subject) SELECT 'petitions', body, id FROM made
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians in milliseconds."""

    signing: float
    page: float
    receipt: float
    proof: float
    count: float


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--signatures", type=int, default=LARGE)
    options = parser.parse_args(arguments)
    with prepared_platform(with_demo=False) as folder:
        lines = _run(folder, options.signatures)
    text = "\n".join(lines) + "\n"
    print(text)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text)


def _run(folder: Path, large: int) -> list[str]:
    signed_in_people(3 * SIGNERS, folder / "cookies")
    keys = iter((folder / "cookies").read_text().split())
    small, _rate = _petition(SMALL)
    alone = _measured(small, list(islice(keys, SIGNERS)))
    big, rate = _petition(large)
    few = _measured(small, list(islice(keys, SIGNERS)))
    many = _measured(big, list(islice(keys, SIGNERS)))
    recounted = _recounted(folder, big)
    rows = {
        "signing, whole path": "signing",
        "page of the petition for a signer": "page",
        "one's signature with its receipt": "receipt",
        "proof of inclusion from the tables": "proof",
        "petition in the API, with its count": "count",
    }
    return [
        "# A petition of millions",
        "",
        described("one process and PostgreSQL share it"),
        "",
        f"| median, ms | {SMALL}, alone in the house | {SMALL}, beside the large one | {large:,} | ratio |",
        "|---|---|---|---|---|",
        *(_row(label, [getattr(each, name) for each in (alone, few, many)]) for label, name in rows.items()),
        "",
        f"The log gave {rate:,.0f} entries a second their places, counted them and published the files.",
        recounted,
    ]


def _row(label: str, medians: Sequence[float]) -> str:
    alone, few, many = medians
    return f"| {label} | {alone:.2f} | {few:.2f} | {many:.2f} | {many / few:.2f} |"


def _petition(size: int) -> tuple[str, float]:
    """A petition with so many signatures, published; its name, and the entries a second that the log took."""
    from django.db import connection  # noqa: PLC0415 - the settings are named before

    from shanyraq.platform.transparency.log.publishing import publish  # noqa: PLC0415 - the settings are named before
    from shanyraq.platform.transparency.log.sequencing import sequence  # noqa: PLC0415 - the settings are named before

    petition, seconds = open_petition(), 0.0
    for first in range(0, size, CHUNK):
        last = min(first + CHUNK, size) - 1
        with connection.cursor() as cursor:
            cursor.execute(FILL, [first, last, petition, TERRITORY, petition])
        begun = time.perf_counter()
        while sequence("petitions"):
            publish("petitions")
        seconds += time.perf_counter() - begun
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE petitions_signature, transparency_logleaf, transparency_logpending")
    return petition, size / seconds


def _measured(petition: str, keys: list[str]) -> Measured:
    from shanyraq.platform.transparency.log.publishing import publish  # noqa: PLC0415 - the settings are named before
    from shanyraq.platform.transparency.log.reading import latest_checkpoint, proof_of_inclusion  # noqa: PLC0415 - the settings are named before
    from shanyraq.platform.transparency.log.sequencing import sequence_now  # noqa: PLC0415 - the settings are named before

    home = f"/kk/petitions/{petition}/"
    cookies = [{"sessionid": key, "csrftoken": CSRF} for key in keys]
    form = f"csrfmiddlewaretoken={CSRF}&territory={TERRITORY}"

    def ask(path: str, who: int, sent: str | None = None) -> None:
        status, body = answer(path, cookies[who], sent)
        if not status.startswith("200" if sent is None else "302"):
            raise RuntimeError(f"{path}: {status} {body[:300]!r}")

    signing = median(lambda number: ask(f"{home}sign/", number, form), len(keys))
    sequence_now("petitions")
    publish("petitions")
    checkpoint = latest_checkpoint("petitions")
    assert checkpoint is not None, "signatures were given"
    size = checkpoint.size
    return Measured(
        signing,
        page=median(lambda number: ask(home, number), LOOKS),
        receipt=median(lambda number: ask(f"{home}signature/", number), LOOKS),
        proof=median(lambda number: proof_of_inclusion("petitions", size - 1 - number, size), LOOKS),
        count=median(lambda number: ask(f"/api/v1/petitions/{petition}", number), LOOKS),
    )


def _recounted(folder: Path, petition: str) -> str:
    from shanyraq.domains.petitions.models import PetitionCount  # noqa: PLC0415 - the settings are named before

    published = PetitionCount.objects.values_list("valid", flat=True).get(petition__public_id=petition)
    command = [
        sys.executable,
        "-m",
        "shanyraq_verify",
        "recount",
        str(folder / "logs" / "petitions"),
        petition,
    ]
    begun = time.perf_counter()
    finished = subprocess.run(
        [*command, "--published", str(published)], capture_output=True, text=True, check=False
    )
    verdict = "proved" if finished.returncode == 0 else f"NOT PROVED: {finished.stdout}{finished.stderr}"
    return (
        f"Published: {published:,}; recounted by shanyraq-verify in {time.perf_counter() - begun:.0f} s: "
        f"{verdict}."
    )


if __name__ == "__main__":
    main()
