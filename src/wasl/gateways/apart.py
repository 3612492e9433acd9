"""How Python is started apart, for a file that nobody has vouched for."""

import sys


def python_apart() -> tuple[str, ...]:
    """The words that start it with no environment and nobody's own packages.

    It writes nothing, not even compiled modules; those that this process keeps it finds, for
    compiling a library anew takes longer than reading most files.
    """
    kept = ("-X", f"pycache_prefix={sys.pycache_prefix}") if sys.pycache_prefix else ()
    return (sys.executable, "-I", "-B", *kept)
