"""The source read as text and trees: what the tests of the house look at."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "wasl"
ROOMS = SOURCE / "domains"


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file with its tree; `path` is told from `src/wasl`."""

    path: str
    tree: ast.Module

    @classmethod
    def read(cls, path: str, text: str) -> "Module":
        """A module from its text: the tests' own bad examples come this way."""
        return cls(path, ast.parse(text))

    @property
    def part(self) -> str:
        """The part of a room that the file is: actions, queries, models, …"""
        pieces = self.path.split("/")
        return pieces[2].removesuffix(".py") if len(pieces) > 2 else ""

    def functions(self) -> Iterator[ast.FunctionDef]:
        """The functions that stand in the module itself."""
        for node in self.tree.body:
            if isinstance(node, ast.FunctionDef):
                yield node


def modules(*below: str) -> list[Module]:
    """All modules below these folders of `src/wasl`, without tests and migrations."""
    found = []
    for folder in below or ("",):
        for file in sorted((SOURCE / folder).rglob("*.py")):
            path = file.relative_to(SOURCE).as_posix()
            if "/tests/" not in f"/{path}" and "/migrations/" not in f"/{path}":
                found.append(_module(file, path))
    return found


@cache
def _module(file: Path, path: str) -> Module:
    return Module.read(path, file.read_text())


def forget_modules() -> None:
    """Let the trees go: so many objects would slow whatever else the process does."""
    _module.cache_clear()


def decorators(function: ast.FunctionDef) -> set[str]:
    """The names of a function's decorators."""
    names = set()
    for decorator in function.decorator_list:
        target = decorator.func if isinstance(decorator, ast.Call) else decorator
        if isinstance(target, ast.Name):
            names.add(target.id)
        elif isinstance(target, ast.Attribute):
            names.add(target.attr)
    return names
