"""No code makes two people one: only the page on which a person says so."""

import ast
from collections.abc import Iterator

import pytest

from tests.architecture.sources import Module, modules

HOME = "domains/parties/actions/merging.py"
DOOR = "faces/desk/duplicates/merging.py"
_NAMES = {"merge_parties", "undo_merge"}
_WRITES = {"update", "create", "get_or_create", "update_or_create", "Party"}


def merges_elsewhere(module: Module) -> list[str]:
    """Where a module other than the page and its action merges, or writes who was merged."""
    if module.path in (HOME, DOOR):
        return []
    return [f"{module.path}:{line} {what}" for line, what in _merging(module)]


def _merging(module: Module) -> Iterator[tuple[int, str]]:
    is_list_of_names = module.path.endswith("/__init__.py")
    for node in ast.walk(module.tree):
        match node:
            case ast.Name(id=name) | ast.Attribute(attr=name) if name in _NAMES:
                yield node.lineno, name
            case ast.ImportFrom(names=names) if not is_list_of_names:
                yield from ((node.lineno, one.name) for one in names if one.name in _NAMES)
            case ast.Call(func=called, keywords=given) if _name(called) in _WRITES:
                yield from (
                    (node.lineno, str(one.arg))
                    for one in given
                    if one.arg in ("merged_into", "merged_into_id") and not _is_nothing(one.value)
                )
            case ast.Assign(targets=targets):
                yield from (
                    (node.lineno, one.attr)
                    for one in targets
                    if isinstance(one, ast.Attribute)
                    and one.attr in ("merged_into", "merged_into_id")
                )


def _name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def _is_nothing(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and value.value is None


def test_nothing_but_a_person_merges():
    found = [line for module in modules() for line in merges_elsewhere(module)]

    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "from wasl.domains.parties.actions import merge_parties",
        "def sweep(by):\n    actions.merge_parties(by, survivor=a, absorbed=b)",
        "def sweep(by):\n    Party.objects.filter(email=e).update(merged_into=first)",
        "def know(by):\n    party.merged_into = other",
        "def know(by):\n    return Party(name='x', merged_into_id=other)",
    ],
)
def test_a_merge_without_a_person_is_caught(text):
    assert merges_elsewhere(Module.read("domains/parties/actions/searching.py", text))


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("domains/parties/actions/__init__.py", "from x import merge_parties"),
        ("domains/parties/queries/sheets.py", "rows = Party.objects.filter(merged_into=None)"),
        (DOOR, "from wasl.domains.parties.actions import merge_parties"),
    ],
)
def test_reading_who_was_merged_is_not_caught(path, text):
    assert not merges_elsewhere(Module.read(path, text))
