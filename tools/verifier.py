"""Build ``shanyraq-verify.pyz``: the verifier in one file that any Python from 3.11 on runs by itself.

python -m tools.verifier [FILE]
"""

import sys
from pathlib import Path

from tools.repository import ROOT

sys.path.insert(0, str(ROOT / "src"))  # nothing needs to be installed to build it

from shanyraq_verify.onefile import NAME, content


def build(file: Path) -> None:
    """Write the verifier to *file*."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content())
    file.chmod(0o755)


def main() -> None:
    file = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "var" / NAME
    build(file)
    print(file)


if __name__ == "__main__":
    main()
