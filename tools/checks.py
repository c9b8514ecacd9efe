"""All our own checks: `python -m tools.checks` prints each violation and exits with 1 if there is one."""

import sys

from tools import check_css, house, marks, texts

CHECKS = (house.violations, marks.violations, texts.violations, check_css.violations)


def main() -> int:
    found = [line for check in CHECKS for line in check()]
    for line in found:
        print(line)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
