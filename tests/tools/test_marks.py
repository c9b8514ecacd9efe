"""The check of silencing marks finds those without a reason, and only those."""

from pathlib import Path

import pytest

from tools.marks import in_module, unexplained, violations


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa",
        "# noqa: F403",
        "# noqa: ARG002, FBT001",
        "# noqa: SLF001 -- documented",
        "# noqa: PLC0415 — as above",
        "# type: ignore",
        "# type: ignore[arg-type]",
        "# type: ignore[union-attr, arg-type]  #",
        "# type: ignore[attr-defined]  # noqa: SLF001",
        "# nosec",
        "# pragma: no cover",
        "# fmt: skip",
        "{# djlint:off #}",
        "/* stylelint-disable-line */",
    ],
)
def test_marks_without_a_reason_are_found(comment: str) -> None:
    assert unexplained(comment)


@pytest.mark.parametrize(
    "comment",
    [
        "# noqa: F403 - settings build on settings",
        "# noqa: ARG002, FBT001 — Django's signature",
        "# noqa: S311 -- drawing, not secrecy",
        "# type: ignore[arg-type]  # the stubs know no lazy text",
        "# type: ignore[attr-defined]  # noqa: SLF001 — django-csp reads it from there",
        "# fmt: skip  # words in lines",
        "{# djlint:off - the layout is the example #}",
        "# a comment about noqa and skipping",
    ],
)
def test_marks_with_a_reason_pass(comment: str) -> None:
    assert unexplained(comment) == []


def test_tests_that_are_left_out_say_why() -> None:
    source = (
        "import pytest\n"
        "@pytest.mark.skip\n"
        "def test_one(): pass\n"
        "@pytest.mark.skipif(True)\n"
        "def test_two(): pass\n"
        '@pytest.mark.xfail(reason="")\n'
        "def test_three(): pytest.skip()\n"
        '@pytest.mark.skipif(True, reason="no such program here")\n'
        'def test_four(): pytest.skip("no data")\n'
    )
    assert in_module(source) == [
        (2, "pytest.mark.skip"),
        (4, "pytest.mark.skipif"),
        (6, "pytest.mark.xfail"),
        (7, "pytest.skip"),
    ]


def test_words_in_strings_are_no_marks() -> None:
    assert in_module('example = "x = 1  # noqa"\n') == []


def test_violations_name_file_and_line(tmp_path: Path) -> None:
    module = tmp_path / "petition.py"
    module.write_text("x = 1\nfrom a import *  # noqa: F403\n")
    template = tmp_path / "page.html"
    template.write_text("<p>\n{# djlint:off #}\n")
    assert list(violations(iter([module, template]))) == [
        f"{module}:2: 'noqa' without its reason on the same line",
        f"{template}:2: 'djlint:off' without its reason on the same line",
    ]
