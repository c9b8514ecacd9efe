"""Procedures as Markdown for ``docs/procedures/``, made from the same data as the pages."""

from __future__ import annotations

from pathlib import Path

from django.utils.translation import override

from shanyraq.platform.transparency.procedures import PublicProcedure, public_procedures

LANGUAGE = "en"


def written(found: PublicProcedure) -> str:
    """The document of a procedure, in English."""
    with override(LANGUAGE):
        lines = [
            f"# {found.title}",
            "",
            str(found.description),
            "",
            f"`{found.name}` — made by `procedures write`.",
        ]
        lines += ["", "```mermaid", found.procedure.workflow.mermaid().rstrip(), "```", ""]
        lines += ["| From | Step | To | Who | Needs | Rests on |", "|---|---|---|---|---|---|"]
        for stage in found.stages:
            for step in stage.steps:
                needs = [str(text) for text in step.move.conditions]
                needs += ["a reason"] if step.move.reason_required else []
                cells = (
                    stage.label,
                    step.move.label,
                    step.target,
                    step.move.who,
                    "; ".join(needs),
                    step.move.source,
                )
                lines.append("| " + " | ".join(_cell(str(cell)) for cell in cells) + " |")
        return "\n".join(lines) + "\n"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def write_all(folder: Path) -> list[Path]:
    """Write a document for each procedure into *folder* and take away those of procedures that are gone."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {folder / f"{found.name}.md": written(found) for found in public_procedures()}
    for path in folder.glob("*.md"):
        if path not in wanted:
            path.unlink()
    for path, text in wanted.items():
        path.write_text(text, encoding="utf-8")
    return sorted(wanted)


def stale(folder: Path) -> list[str]:
    """Names of documents that are missing, old or of no procedure."""
    wanted = {f"{found.name}.md": written(found) for found in public_procedures()}
    there = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")}
    return sorted(name for name in wanted.keys() | there.keys() if wanted.get(name) != there.get(name))
