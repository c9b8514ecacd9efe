"""The verifier stands on the standard library and the kernel's Merkle trees alone, and never on Django."""

import ast
import subprocess
import sys
from collections.abc import Iterator

from tools.repository import ROOT, tracked

OWN = ("shanyraq_verify", "shanyraq.kernel.merkle")


def _imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (each.name for each in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." if node.level else node.module or "."


def _is_allowed(module: str) -> bool:
    is_own = any(module == own or module.startswith(f"{own}.") for own in OWN)
    return is_own or module.partition(".")[0] in sys.stdlib_module_names


def test_verifier_imports_nothing_else() -> None:
    paths = [*tracked("src/shanyraq_verify/*.py"), *tracked("src/shanyraq/kernel/merkle/*.py")]
    assert len(paths) > 10
    wrong = [
        f"{path.name}: {module}"
        for path in paths
        for module in _imported(path.read_text(encoding="utf-8"))
        if not _is_allowed(module)
    ]
    assert wrong == []


def test_verifier_runs_where_nothing_is_installed() -> None:
    program = (
        "import sys; sys.path.insert(0, sys.argv[1]); import shanyraq_verify.command; print(*sys.modules)"
    )
    command = [sys.executable, "-I", "-S", "-c", program, str(ROOT / "src")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert "shanyraq_verify.command" in ran.stdout.split()
    assert "django" not in ran.stdout
