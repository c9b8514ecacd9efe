"""How many tiles a second a reader gets, permission asked for, beside Debian's iipsrv with the same file.

    python -m benchmarks.imaging_tiles [--seconds 8]

In one run: (a) our picture server inside the whole platform, asked by a reader who is signed in, for a
picture that strangers may not see; (b) iipsrv, which asks nobody. Prints the ratio and writes it to
benchmarks/results/imaging_tiles.md.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

from benchmarks import imaging_rivals, machine, servers, wrk
from benchmarks.wrk import Measured

RESULT = Path(__file__).parent / "results" / "imaging_tiles.md"
NAME = "page.tif"
WIDTH, HEIGHT, TILE = 4961, 7016, 256
"""A page of A4 scanned with 600 points an inch."""
CONNECTIONS = 16
AIM = 3000


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seconds", type=int, default=8, help="of each measurement")
    seconds = parser.parse_args(arguments).seconds
    if not wrk.is_there():
        print("imaging_tiles: skipped, wrk is not installed (Debian: apt install wrk).")
        return 0
    try:
        print(run(seconds))
    except servers.BenchmarkError as error:
        print(f"imaging_tiles: {error}", file=sys.stderr)
        return 1
    return 0


def run(seconds: int) -> str:
    """Measure both and write the result; gives its text."""
    with servers.prepared_platform(with_demo=False) as folder:
        make_page(folder)
        ours = measure_ours(folder, seconds)
        theirs = measure_theirs(folder, seconds)
    text = report(ours, theirs)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(text)
    return text


def make_page(folder: Path) -> None:
    """A page full of letters on paper that is not quite even, as a pyramid."""
    import pyvips  # noqa: PLC0415 - the platform is set up by then

    from shanyraq.platform.imaging.pyramids import make_pyramid  # noqa: PLC0415 - it reads settings

    paper = pyvips.Image.gaussnoise(WIDTH, HEIGHT, mean=236, sigma=4, seed=1)
    line = pyvips.Image.text("Shanyraq reads books to the whole country. " * 3, width=4200, height=120)
    letters = pyvips.Image.black(WIDTH, HEIGHT)
    for place in range(40):
        letters = letters.insert(line, 380 + place % 3 * 40, 300 + place * 160)
    page = (letters.cast("uchar") > 100).ifthenelse(40, paper).cast("uchar")
    source = folder / "page.png"
    page.bandjoin([page, page - 12]).copy(interpretation="srgb").pngsave(str(source), compression=1)
    make_pyramid(source, folder / NAME, tile=TILE)


def tiles(beginning: str) -> list[str]:
    """Addresses of all whole tiles of the largest size and of the halved one, as clients of version 2 ask."""
    return [
        f"{beginning}{x},{y},{TILE * factor},{TILE * factor}/{TILE},/0/default.jpg"
        for factor in (1, 2)
        for x in range(0, WIDTH - TILE * factor, TILE * factor)
        for y in range(0, HEIGHT - TILE * factor, TILE * factor)
    ]


def measure_ours(folder: Path, seconds: int) -> Measured:
    cookie = f"sessionid={sign_in()}"
    with servers.granian(
        "benchmarks.imaging_application:application", {"IMAGING_BENCHMARK_FOLDER": str(folder)}
    ) as address:
        paths = tiles(f"/iiif/2/bench:{NAME}/")
        check(address, paths[0], status=403)
        check(address, paths[0], status=200, cookie=cookie)
        return load(address, paths, seconds=seconds, headers=(f"Cookie: {cookie}",))


def sign_in() -> str:
    """The session of a new account."""
    from django.contrib.auth import get_user_model  # noqa: PLC0415 - Django is set up by then
    from django.test import Client  # noqa: PLC0415 - its models need settings

    client = Client()
    client.force_login(get_user_model().objects.create_user(email="reader@shanyraq.example", password=None))
    return str(client.cookies["sessionid"].value)


def measure_theirs(folder: Path, seconds: int) -> Measured | None:
    if not imaging_rivals.is_there():
        print("imaging_tiles: iipsrv left out (Debian: apt install iipimage-server nginx-light).")
        return None
    pictures = folder / "pictures"
    pictures.mkdir()
    os.link(folder / NAME, pictures / NAME)
    with imaging_rivals.iipsrv(pictures) as address:
        parts = urlsplit(address)
        paths = tiles(f"{parts.path}{NAME}/")
        check(f"http://{parts.netloc}", paths[0], status=200)
        return load(f"http://{parts.netloc}", paths, seconds=seconds)


def check(address: str, path: str, *, status: int, cookie: str = "") -> None:
    """:raises BenchmarkError: when the server does not answer as it should."""
    connection = HTTPConnection(urlsplit(address).netloc, timeout=30)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    is_picture = body.startswith(b"\xff\xd8") == (status == 200)
    if answer.status != status or not is_picture:
        raise servers.BenchmarkError(f"{path} answers {answer.status}, not {status}: {body[:200]!r}")


def load(address: str, paths: Sequence[str], *, seconds: int, headers: tuple[str, ...] = ()) -> Measured:
    wrk.measure(address, seconds=2, connections=CONNECTIONS, headers=headers, paths=paths)
    return wrk.measure(address, seconds=seconds, connections=CONNECTIONS, headers=headers, paths=paths)


def report(ours: Measured, theirs: Measured | None) -> str:
    load_ = f"{servers.WORKERS} web processes, {CONNECTIONS} connections, wrk on the same machine"
    lines = ["# Tiles", "", machine.described(load_), ""]
    lines += ["| What serves them | Tiles/s | Median ms | 95 % ms | Failed |", "|---|---:|---:|---:|---:|"]
    lines.append(_row("Shanyraq, signed in, permission asked for", ours))
    if theirs:
        lines.append(_row(f"iipsrv, {servers.WORKERS} processes behind nginx, asks nobody", theirs))
    lines += [
        "",
        "| Measure | Found | Aim |",
        "|---|---:|---:|",
        f"| tiles a second | {ours.rate:.0f} | ≥ {AIM} |",
    ]
    if theirs:
        lines.append(f"| Shanyraq ÷ iipsrv | {ours.rate / theirs.rate:.1f} | |")
    return "\n".join(lines) + "\n"


def _row(name: str, measured: Measured) -> str:
    times = f"{measured.rate:.0f} | {measured.median:.1f} | {measured.p95:.1f}"
    return f"| {name} | {times} | {measured.failed} |"


if __name__ == "__main__":
    sys.exit(main())
