"""`python3 -m tools COMMAND`: what each target of the Makefile calls."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from tools import assets, demo, environment, gates
from tools.places import (
    PYTHON,
    ROOT,
    UV,
    done,
    fingerprint,
    is_done,
    keep_compiled,
    run,
    say,
    stop,
)

# What the processes import that read files which nobody has vouched for.
_READERS = (
    *("wasl.gateways.documents.child", "wasl.gateways.documents.pdf"),
    *("wasl.gateways.documents.plain", "wasl.gateways.documents.word"),
    *("wasl.gateways.spreadsheets.child", "wasl.gateways.spreadsheets.workbook"),
    *("wasl.gateways.files.redraw", "pypdf", "pypdf.errors", "runpy"),
    *("PIL.Image", "PIL.JpegImagePlugin", "PIL.PngImagePlugin", "PIL.WebPImagePlugin"),
)


def set_up(*, development: bool, meanwhile: Callable[[], None] | None = None) -> None:
    """Make everything that is not in the repository: environment, assets, Arabic, styles.

    The assets are fetched beside the rest, which needs none of them; `meanwhile` is done there too.
    """
    environment.make_installer()
    with ThreadPoolExecutor(2) as beside:
        fetched = beside.submit(assets.fetch_assets, development=development)
        environment.install_packages(development=development)
        compiled = beside.submit(_compile_readers)
        _compile_arabic()
        _bundle_styles()
        if meanwhile:
            meanwhile()
        compiled.result()
        fetched.result()


def _compile_readers() -> None:
    # They write nothing, so each file that somebody sends would have them compiled once more.
    sources = sorted((ROOT / "src/wasl/gateways").rglob("*.py"))
    mark = fingerprint([*sources, environment.PRODUCT])
    if not is_done("readers", mark):
        run([PYTHON, "-c", f"import {', '.join(_READERS)}"])
        done("readers", mark)


def _compile_arabic() -> None:
    locale = ROOT / "src/wasl/locale/ar"
    compiled = locale / "LC_MESSAGES/django.mo"
    mark = fingerprint(sorted(locale.glob("*.po")))
    if not (compiled.is_file() and is_done("arabic", mark)):
        say("Arabic")
        run([PYTHON, "-m", "wasl.project.translations", "compile"])
        done("arabic", mark)


def _bundle_styles() -> None:
    ui = ROOT / "src/wasl/faces/ui"
    sources = sorted([*ui.glob("styles/*.css"), *ui.glob("templates/ui/components/*/*.[cj]s*")])
    mark = fingerprint([*sources, ui / "bundle.py"])
    if not ((ui / "static/ui/portal.css").is_file() and is_done("styles", mark)):
        say("styles and scripts")
        run([PYTHON, "-m", "wasl.faces.ui.bundle"])
        done("styles", mark)


def main(words: list[str]) -> None:
    """Carry out one target; the rest of the words belong to it."""
    environment.find_python()
    keep_compiled()
    command, rest = (words[0], words[1:]) if words else ("", [])
    if command == "demo":
        prepared = demo.Demo()
        set_up(development=False, meanwhile=prepared.prepare)
        prepared.serve()
        return
    if command in {"lock", "upgrade"}:
        if not UV.is_file():
            environment.make_installer()
        environment.lock_packages(upgrade=command == "upgrade")
        return
    if command not in {"setup", "test", "fmt", "bench", *gates.STAGES}:
        stop("Say what to do; `make help` lists it.")
    set_up(development=True)
    if command == "test":
        gates.run_all()
    elif command == "fmt":
        gates.format_everything()
    elif command == "bench":
        run([PYTHON, "-m", "bench", *rest])
    elif command != "setup":
        gates.run_one(command, rest)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        stop("Stopped.")
