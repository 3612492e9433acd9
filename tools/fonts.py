"""`python -m tools.fonts TTF WOFF2 …`: typefaces with only what pages write, for the web."""

from __future__ import annotations

import logging
import sys

from fontTools import subset

FAMILY = "Wasl Text"
"""The family's new name: the licence reserves the old one for the unchanged font."""

_ARABIC = "60C,615,61B-61C,61F,621-63A,640-655,660-66D,670-671,67E,686,698,6A4,6A9,6AF,6CC,6D4"
_ARABIC_MORE = "6F0-6F9,200C-200F,25CC,FD3E-FD3F,FDF2,FDFA,FDFC"
_LATIN = "20-7E,A0,A9,AB,B0,B7,BB,D7,F7,2009-200A,2010-2015,2018-201A,201C-201E,2022,2026"
_LATIN_MORE = "202F,2039-203A,2190-2193,2212"
_SHAPING = "ccmp locl init medi fina isol rlig liga calt rclt mark mkmk kern curs tnum"
_NAMES = {1: FAMILY, 4: FAMILY, 6: FAMILY.replace(" ", ""), 16: FAMILY}
_COPYRIGHT_AND_LICENCE = [0, 13, 14]


def write_web_font(source: str, target: str) -> None:
    """Write the woff2 of a TrueType font with Arabic, basic Latin and their shaping alone.

    The same source gives the same bytes.
    """
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = _SHAPING.split()
    options.name_IDs = [*_NAMES, 2, *_COPYRIGHT_AND_LICENCE]
    # Phones and today's desktops draw without hints, which are most of the file.
    options.hinting = False
    options.recalc_timestamp = False
    options.drop_tables += ["DSIG", "meta"]
    font = subset.load_font(source, options)
    cutter = subset.Subsetter(options)
    ranges = ",".join((_ARABIC, _ARABIC_MORE, _LATIN, _LATIN_MORE))
    cutter.populate(unicodes=subset.parse_unicodes(ranges))
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in _NAMES:
            record.string = _NAMES[record.nameID]
    subset.save_font(font, target, options)


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    for each in range(1, len(sys.argv), 2):
        write_web_font(sys.argv[each], sys.argv[each + 1])
