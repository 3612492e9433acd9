"""How the worker's log is written: what broke and where, never what a person's row said."""

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

_Trouble: TypeAlias = (
    tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
)


class PlacesOnly(logging.Formatter):
    """Tells an exception by its kind and its places in the source.

    Its words are left out: a database quotes the row that it refused, name and all.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, and below it where it broke."""
        # Whoever formatted it before kept the words there.
        record.exc_text = None
        return super().format(record)

    def formatException(self, ei: _Trouble) -> str:  # noqa: N802  logging calls it so
        """The kind, and a line for each place."""
        kind, _trouble, trace = ei
        places = [
            f"  {one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)
        ]
        return "\n".join([kind.__name__ if kind is not None else "", *places])
