"""The page on bad inputs names tests that exist, and no numbered test is missing from it."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAPER = ROOT / "docs/security/bad-inputs.md"
ANSWERED = (*range(1, 9), *range(15, 18), *range(19, 26), *range(28, 34), *range(36, 41))
_NAMED = re.compile(r"`((?:src|tests)/[\w/]+\.py)::(\w+)`")
_NUMBERED = re.compile(r"^def (test_o\d+_\w+)\(", re.MULTILINE)


def _named() -> list[tuple[str, str]]:
    return _NAMED.findall(PAPER.read_text(encoding="utf-8"))


def test_every_test_on_the_page_exists() -> None:
    missing = [
        (path, name)
        for path, name in _named()
        if f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_every_numbered_test_of_the_doors_is_on_the_page() -> None:
    written = {
        name
        for path in (ROOT / "tests/contracts").glob("test_bad_inputs_*.py")
        for name in _NUMBERED.findall(path.read_text(encoding="utf-8"))
    }
    named = {name for _, name in _named()}
    assert len(written) > 30
    assert sorted(written - named - {"test_o40_with_its_token_the_same_form_is_taken"}) == []


def test_every_number_that_must_be_answered_is_answered() -> None:
    lines = PAPER.read_text(encoding="utf-8").splitlines()
    numbers = {
        int(number)
        for line in lines
        if line.startswith("| O") and "::" in line
        for number in re.findall(r"O(\d+)", line.split("|")[1])
    }
    assert sorted(set(ANSWERED) - numbers) == []
