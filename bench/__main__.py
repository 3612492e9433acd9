"""`python -m bench [only=W1] [cases=60]`: measure on a throw-away PostgreSQL and print a line each."""

import os
import sys
import tempfile

from tools import postgres


def main(words: list[str]) -> None:
    """Run the figures that are asked for; all of them when none is named."""
    options = dict(word.split("=", 1) for word in words if "=" in word)
    only = options.get("only", "")
    with postgres.cluster(durable=True) as url, tempfile.TemporaryDirectory() as folder:
        os.environ |= {
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "WASL_VAR": folder,
        }
        import django

        django.setup()
        # Django's settings must stand before anything of the product is loaded.
        from bench import peers, w1

        if only in ("", "W1"):
            cases = int(options.get("cases", "60"))
            print(w1.measured(cases=cases))
            print(peers.caluma(url, cases=cases // 3))


if __name__ == "__main__":
    main(sys.argv[1:])
