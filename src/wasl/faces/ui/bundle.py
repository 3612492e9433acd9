"""Write the stylesheets and scripts that the pages load, out of `styles/` and the components.

`make setup` writes them whenever a source has changed; nothing of them is committed.
"""

import re
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
STATIC = HERE / "static" / "ui"
COMPONENTS = HERE / "templates" / "ui" / "components"

LAYERS = "@layer tabler, tokens, base, layout, components, utilities, print;\n"
PORTAL_LEAVES_OUT = {"person_strip", "key_hint"}
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


def _tight(css: str) -> str:
    """The same rules without comments and indents; one rule a line, so that differences stay readable."""
    lines = (line.strip() for line in _COMMENT.sub("", css).splitlines())
    return "\n".join(line for line in lines if line)


def _style(name: str) -> str:
    return _tight((HERE / "styles" / f"{name}.css").read_text("utf-8"))


def _layer(name: str, parts: Iterable[str]) -> str:
    return f"@layer {name} {{\n" + "\n".join(parts) + "\n}\n"


def _pieces(ending: str, left_out: set[str]) -> list[Path]:
    found = sorted(COMPONENTS.glob(f"*/*.{ending}"))
    return [path for path in found if path.parent.name not in left_out]


def _stylesheet(layout: str, fonts: Iterable[str], left_out: set[str], mending: str = "") -> str:
    components = [_tight(path.read_text("utf-8")) for path in _pieces("css", left_out)]
    return "".join(
        [
            LAYERS,
            *(_style(font) + "\n" for font in fonts),
            _layer("tokens", [_style("tokens")]),
            _layer("base", [_style("base"), *([_style(mending)] if mending else [])]),
            _layer("layout", [_style(layout)]),
            _layer("components", components),
            _layer("utilities", [_style("utilities")]),
            _layer("print", [_style("print")]),
        ]
    )


def _script(left_out: set[str]) -> str:
    """One module; every component keeps its names to itself in a block of its own."""
    blocks = [path.read_text("utf-8").strip() for path in _pieces("js", left_out)]
    return "".join(f"{{\n{block}\n}}\n" for block in blocks)


def bundles() -> dict[str, str]:
    """The text of every file to be written, by name."""
    return {
        "portal.css": _stylesheet("layout_portal", ["fonts"], PORTAL_LEAVES_OUT),
        "desk.css": _stylesheet("layout_desk", ["fonts"], set(), "tabler_mending"),
        "tabler.css": LAYERS + '@import url("../vendor/tabler/tabler.min.css") layer(tabler);\n',
        "tabler_rtl.css": LAYERS
        + '@import url("../vendor/tabler/tabler.rtl.min.css") layer(tabler);\n',
        "portal.js": _script(PORTAL_LEAVES_OUT),
        "desk.js": _script(set()),
    }


def write_bundles() -> None:
    """Write every bundle into `static/ui`."""
    STATIC.mkdir(parents=True, exist_ok=True)
    for name, text in bundles().items():
        (STATIC / name).write_text(text, "utf-8")


if __name__ == "__main__":
    write_bundles()
