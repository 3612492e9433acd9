"""Whole addresses, for paper and messages, where no request tells where we live."""

import segno
from django.conf import settings


def address(path: str) -> str:
    """The whole address of a path that begins with a slash."""
    return f"{settings.WASL_BASE_URL.rstrip('/')}{path}"


def qr_of(target: str) -> str:
    """An address as a QR code: an SVG without styles, sized by its surroundings."""
    code = segno.make(target, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=0, svgclass=None, lineclass=None, dark="#111")
    return str(svg)
