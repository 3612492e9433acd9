"""Papers set by typst. Their words travel as JSON, so nothing in them is ever a command."""

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
LETTER = _HERE / "letter.typ"
POLICY = _HERE / "policy.typ"
FORM = _HERE / "form.typ"


class Typesetter:
    """Keeps one compiler with its fonts, and one paper in work at a time."""

    def __init__(self, fonts: Path = FONTS) -> None:
        self._fonts = fonts
        self._lock = threading.Lock()
        self._compiler: typst.Compiler | None = None

    def print_letter(self, letter: Mapping[str, Any], /) -> bytes:
        """The letter as PDF, in its own language; a page more when it is long."""
        return self._printed(LETTER, "letter", letter)

    def print_policy(self, policy: Mapping[str, Any], /) -> bytes:
        """The policy as PDF, in one language, as many pages as it takes."""
        return self._printed(POLICY, "policy", policy)

    def print_form(self, form: Mapping[str, Any], /) -> bytes:
        """The request form as PDF, empty or filled, in one language."""
        return self._printed(FORM, "form", form)

    def _printed(self, template: Path, name: str, words: Mapping[str, Any]) -> bytes:
        told = {name: json.dumps(words, ensure_ascii=False)}
        with self._lock:
            # Fonts are read at the first paper, not at every start of the product.
            self._compiler = self._compiler or _compiler(self._fonts)
            printed = self._compiler.compile(str(template), format="pdf", sys_inputs=told)
        if not isinstance(printed, bytes):
            raise TypeError("the typesetter gave no document")
        return printed


def _compiler(fonts: Path) -> typst.Compiler:
    has_own_fonts = any(fonts.glob("*.ttf"))
    return typst.Compiler(
        str(LETTER),
        root=str(_HERE),
        font_paths=typst.Fonts(
            include_system_fonts=not has_own_fonts,
            include_embedded_fonts=False,
            font_paths=[str(fonts)] if has_own_fonts else [],
        ),
    )
