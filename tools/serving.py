"""How the demonstration's web server starts: it loads beside the filling and opens after it."""

from __future__ import annotations

import ctypes
import gc
import platform
import signal
import sys


def on_starting(_server: object) -> None:
    """Wait for the word that the data is there: whoever came earlier would find half of it."""
    if not sys.stdin.readline():
        sys.exit(1)
    end_with_parent()
    gc.collect()
    if sys.platform == "linux" and platform.libc_ver()[0] == "glibc":
        # What compiling the modules took on a first start goes back before it is shared out.
        ctypes.CDLL(None).malloc_trim(0)


def pre_fork(_server: object, _worker: object) -> None:
    """Keep what was loaded out of garbage collection, which would copy it for each process."""
    gc.freeze()


def end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is killed."""
    if sys.platform == "linux":
        set_death_signal = 1
        ctypes.CDLL(None).prctl(set_death_signal, signal.SIGTERM)
