"""Scanned pages read by tesseract, where it is installed with Arabic."""

import io
import subprocess
import time
from collections.abc import Sequence
from typing import Final

import pypdfium2

MOST_PAGES: Final = 12
SECONDS: Final = 60
_DOTS: Final = 200 / 72
_MOST_PIXELS: Final = 12_000_000


def texts_of_pictures(content: bytes, numbers: Sequence[int], recogniser: str) -> dict[int, str]:
    """The texts of these pages by number; what takes too long or too many pages is left out."""
    document = pypdfium2.PdfDocument(content)
    until = time.monotonic() + SECONDS
    texts: dict[int, str] = {}
    for number in numbers[:MOST_PAGES]:
        left = until - time.monotonic()
        if left <= 1:
            break
        page = document[number]
        width, height = page.get_size()
        scale = min(_DOTS, (_MOST_PIXELS / max(1.0, width * height)) ** 0.5)
        picture = io.BytesIO()
        page.render(scale=scale, grayscale=True).to_pil().save(picture, "PPM")
        try:
            child = subprocess.run(
                [recogniser, "-", "-", "-l", "ara", "--psm", "4", "quiet"],
                input=picture.getvalue(),
                capture_output=True,
                timeout=left,
                env={"OMP_THREAD_LIMIT": "1"},
            )
        except (subprocess.TimeoutExpired, OSError):
            break
        if child.returncode == 0:
            texts[number] = child.stdout.decode("utf-8", "replace").replace("\f", "\n").strip()
    return texts
