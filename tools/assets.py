"""Bring front-end assets from `node_modules` and our own style sheets to one folder of static files.

Run as `python tools/assets.py`. It copies only what the pages use, joins the style sheets to one file,
and touches nothing that is already as it should be, so that it can run before every start.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parent.parent
DESIGN: Final = ROOT / "src" / "shanyraq" / "design"
MODULES: Final = ROOT / "node_modules"
TARGET: Final = DESIGN / "static" / "vendor"
STYLES: Final = DESIGN / "css"

FONTSOURCE: Final = "@fontsource-variable"
FONTS: Final = {
    "golos-text": ("cyrillic", "cyrillic-ext", "latin", "latin-ext"),
    "literata": ("cyrillic", "cyrillic-ext", "latin", "latin-ext"),
    "noto-naskh-arabic": ("arabic",),
}
"""Family to the subsets that the eight languages need."""

PLAIN: Final = {
    "htmx.js": "htmx.org/dist/htmx.min.js",
    "maplibre-gl.js": "maplibre-gl/dist/maplibre-gl-csp.js",
    "maplibre-gl-worker.js": "maplibre-gl/dist/maplibre-gl-csp-worker.js",
    "openseadragon.js": "openseadragon/build/openseadragon/openseadragon.min.js",
    "maplibre-gl.css": "maplibre-gl/dist/maplibre-gl.css",
}
"""File in the target folder to the file in `node_modules`."""

SOURCE_MAP: Final = re.compile(rb"\n?(?://|/\*)# sourceMappingURL=[^\n]*\n?$")


class Missing(Exception):
    """A file that should have come with npm is not there; the message says what to run."""


def _read(name: str) -> bytes:
    try:
        return (MODULES / name).read_bytes()
    except FileNotFoundError as error:
        raise Missing(f"Front-end assets are missing ({name}): run `npm ci` first.") from error


def font_files() -> dict[str, bytes]:
    """The font files by their path in the target folder."""
    files = {
        f"fonts/{family}-{subset}.woff2": _read(
            f"{FONTSOURCE}/{family}/files/{family}-{subset}-wght-normal.woff2"
        )
        for family, subsets in FONTS.items()
        for subset in subsets
    }
    for name in _chinese_names():
        files[f"fonts/{name}"] = _read(f"{FONTSOURCE}/noto-sans-sc/files/{name}")
    return files


def _chinese_names() -> list[str]:
    css = _read(f"{FONTSOURCE}/noto-sans-sc/index.css").decode()
    names = re.findall(r"url\(\./files/([\w.-]+\.woff2)\)", css)
    return [name for name in names if re.search(r"-sc-\d+-", name)]


def chinese_style_sheet() -> bytes:
    """Faces of the Chinese font in its many slices, of which a browser loads those a page uses."""
    css = _read(f"{FONTSOURCE}/noto-sans-sc/index.css").decode()
    faces = [
        face for face in re.findall(r"@font-face \{.*?\}", css, re.DOTALL) if re.search(r"-sc-\d+-", face)
    ]
    joined = "\n".join(faces).replace("./files/", "fonts/").replace("woff2-variations", "woff2")
    return minified(joined).encode()


def minified(css: str) -> str:
    """A style sheet without comments and needless space; strings in it hold neither."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    return css.replace(": ", ":").replace(";}", "}").strip()


def style_sheet() -> bytes:
    """Our style sheets as one: the order of layers, the colours, then the files by name."""
    sys.path.insert(0, str(ROOT / "src"))
    from shanyraq.design import palette  # noqa: PLC0415 - the path is known only here

    parts = [(STYLES / "layers.css").read_text(), palette.style_sheet()]
    parts += [path.read_text() for path in sorted(STYLES.rglob("*.css")) if path.name != "layers.css"]
    return minified("\n".join(parts)).encode()


def wanted() -> dict[str, bytes]:
    """All files of the target folder: path to bytes."""
    files = {name: SOURCE_MAP.sub(b"\n", _read(source)) for name, source in PLAIN.items()}
    files |= font_files()
    files["chinese.css"] = chinese_style_sheet()
    files["design.css"] = style_sheet()
    return files


def write(files: dict[str, bytes], target: Path) -> int:
    """Make `target` hold exactly `files`; returns how many files were written or removed."""
    changes = 0
    for name, content in files.items():
        path = target / name
        if path.is_file() and path.read_bytes() == content:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
        changes += 1
    known = {target / name for name in files}
    for path in target.rglob("*"):
        if path.is_file() and path not in known:
            path.unlink()
            changes += 1
    return changes


def main() -> int:
    """Bring the folder up to date; exit code 1 and one line when npm's files are missing."""
    try:
        changes = write(wanted(), TARGET)
    except (Missing, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"assets: {changes} files brought up to date" if changes else "assets: up to date")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
