"""What every stylesheet of the design system keeps to."""

import gzip
import re
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from wasl.faces.ui.bundle import COMPONENTS, HERE, STATIC, bundles

SOURCES = sorted([*(HERE / "styles").glob("*.css"), *COMPONENTS.glob("*/*.css")])
_SIDED = re.compile(
    r"(?<![\w-])(left|right)(?![\w-])|(?:margin|padding|border)-(?:left|right)|float:\s*(?:left|right)"
)
_CROOKED = re.compile(r"letter-spacing|font-style:(?!\s*normal)")
_ACCENTS = ("teal", "indigo", "plum", "amber", "forest")


def _sided(css: str) -> list[str]:
    return [found[0] for found in _SIDED.finditer(css)]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_styles_know_only_start_and_end(path: Path) -> None:
    assert _sided(path.read_text("utf-8")) == []


def test_the_rule_of_start_and_end_sees_a_side() -> None:
    assert _sided(".a { margin-left: 1px; text-align: right }") == ["margin-left", "right"]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_arabic_is_neither_spaced_out_nor_slanted(path: Path) -> None:
    assert not _CROOKED.search(path.read_text("utf-8"))


@pytest.mark.parametrize("name", sorted(bundles()))
def test_the_bundles_are_what_the_sources_say(name: str) -> None:
    assert (STATIC / name).read_text("utf-8") == bundles()[name]


def test_the_portal_weighs_little_on_the_wire() -> None:
    weight = sum(
        len(gzip.compress(bundles()[name].encode())) for name in ("portal.css", "portal.js")
    )
    assert weight < 16_000


def _web_fonts() -> list[Path]:
    named = re.findall(r'url\("\.\./(vendor/[^"]+)"\)', bundles()["portal.css"])
    return [STATIC.parent / name for name in named]


def test_the_fonts_of_a_portal_page_fit_their_budget() -> None:
    fonts = _web_fonts()
    assert len(fonts) == 2
    assert sum(font.stat().st_size for font in fonts) <= 50_000


def test_the_fonts_hold_what_arabic_pages_write() -> None:
    written = set("نُؤَدِّي٠١٢٣٤٥٦٧٨٩ لإلى آخر؟،؛ 0123456789 «Wasl» 29/02/2024 – 1,500.50 چپگ")
    for font in _web_fonts():
        drawn = set(TTFont(font).getBestCmap())
        assert {letter for letter in written if ord(letter) not in drawn} == set()


def _colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+):\s*(#[0-9a-f]{6})", block))


def _tokens(accent: str) -> dict[str, str]:
    css = (HERE / "styles" / "tokens.css").read_text("utf-8")
    shared = _colours(css.split("}", 1)[0])
    own = re.search(rf'\[data-accent="{accent}"\] \{{([^}}]*)\}}', css)
    assert own, f"no accent {accent}"
    return shared | _colours(own[1])


def _light(colour: str) -> float:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _contrast(one: str, other: str) -> float:
    dark, bright = sorted((_light(one), _light(other)))
    return (bright + 0.05) / (dark + 0.05)


_GROUNDS = ("ground", "surface", "sunk")
_READ_TOGETHER = [
    *((ink, ground) for ink in ("ink", "ink-soft", "accent", "accent-deep") for ground in _GROUNDS),
    *((ink, "accent-soft") for ink in ("ink", "ink-soft", "accent", "accent-deep")),
    *((tone, f"{tone}-soft") for tone in ("good", "info", "warn", "bad", "wait", "neutral")),
    *((tone, "surface") for tone in ("good", "info", "warn", "bad", "wait", "neutral")),
    *(("ink", f"{tone}-soft") for tone in ("good", "info", "warn", "bad", "wait", "neutral")),
    ("on-accent", "accent"),
    ("on-accent", "accent-deep"),
    ("surface", "bad"),
    ("bad", "ground"),
]


@pytest.mark.parametrize("accent", _ACCENTS)
def test_what_is_read_stands_out_from_its_ground(accent: str) -> None:
    tokens = _tokens(accent)
    faint = {
        pair: round(_contrast(tokens[pair[0]], tokens[pair[1]]), 2)
        for pair in _READ_TOGETHER
        if _contrast(tokens[pair[0]], tokens[pair[1]]) < 4.5
    }
    assert faint == {}


def test_the_edge_of_a_text_box_can_be_seen() -> None:
    tokens = _tokens("teal")
    assert min(_contrast(tokens["line-strong"], tokens[ground]) for ground in _GROUNDS) >= 3


def test_contrast_is_measured_as_wcag_does() -> None:
    assert round(_contrast("#000000", "#ffffff"), 1) == 21.0
    assert round(_contrast("#777777", "#ffffff"), 2) == 4.48
