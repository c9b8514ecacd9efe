"""Pin requirements/*.in with hashes and without any index address."""

import subprocess
import sys
from pathlib import Path

from tools.repository import ROOT

NAMES = ("runtime", "embedded", "development", "build")


def main() -> None:
    uv = Path(sys.executable).parent / "uv"
    for name in NAMES:
        subprocess.run(
            [
                str(uv),
                "pip",
                "compile",
                "--quiet",
                "--universal",
                "--python-version",
                "3.11",
                "--generate-hashes",
                "--no-emit-index-url",
                "--custom-compile-command",
                "make lock",
                f"{name}.in",
                "-o",
                f"{name}.txt",
            ],
            cwd=ROOT / "requirements",
            check=True,
        )


if __name__ == "__main__":
    main()
