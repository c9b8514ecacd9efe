"""Who may import whom, and who may point at whom in tables and templates."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps
from django.db.models import ForeignKey, ManyToManyField

from tools.repository import ROOT, tracked

FLOORS = ("kernel", "design", "platform", "domains", "surfaces", "config")
POINTS_AT = re.compile(r"{%-?\s*(?:include|extends)\s+[\"']([\w/.-]+)[\"']")


def test_imports_keep_every_contract() -> None:
    command = [str(Path(sys.executable).parent / "lint-imports"), "--config", ".importlinter", "--no-cache"]
    linted = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert linted.returncode == 0, linted.stdout


def _floor(module: str) -> int | None:
    parts = module.split(".")
    return FLOORS.index(parts[1]) if parts[0] == "shanyraq" else None


def _room(module: str) -> str:
    return ".".join(module.split(".")[:3])


def _relations() -> Iterator[tuple[str, str, str]]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields + model._meta.local_many_to_many:
            if isinstance(field, ForeignKey | ManyToManyField):
                yield str(field), model.__module__, field.related_model.__module__


def test_tables_point_only_downward() -> None:
    wrong = []
    for field, source, target in _relations():
        below, above = _floor(target), _floor(source)
        if below is None or above is None or _room(source) == _room(target):
            continue
        may_see_siblings = source.startswith("shanyraq.platform.accounts")
        if below > above or (below == above and not may_see_siblings):
            wrong.append(field)
    assert wrong == []


def _owner(template: str) -> Path | None:
    """The room that holds a template of this name; the lowest where rooms above fill its slot."""
    found = ROOT.glob(f"src/shanyraq/**/templates/{template}")
    return min(found, key=_floor_of, default=None)


def _floor_of(path: Path) -> int:
    return _floor(".".join(path.relative_to(ROOT / "src").parts)) or 0


def test_templates_point_only_downward() -> None:
    wrong = []
    for path in tracked("src/shanyraq/**/*.html"):
        above = _floor(".".join(path.relative_to(ROOT / "src").parts))
        for name in POINTS_AT.findall(path.read_text(encoding="utf-8")):
            owner = _owner(name)
            if owner is None:
                continue
            below = _floor(".".join(owner.relative_to(ROOT / "src").parts))
            if below is not None and above is not None and below > above:
                wrong.append(f"{path.name} → {name}")
    assert wrong == []
