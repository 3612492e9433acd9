"""Bodies that machines send: strict JSON, and nothing that only a machine could mean badly."""

import json
from typing import Any, NoReturn, cast

from django.http import HttpRequest
from ninja.parser import Parser

DEEPEST = 16


class StrictParser(Parser):
    """Takes one JSON object without doubles, without numbers that are none, and not too deep."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """The body as an object. Raises ValueError for everything else."""
        if request.content_type != "application/json":
            raise ValueError("not JSON")
        try:
            body = json.loads(
                request.body, object_pairs_hook=_without_doubles, parse_constant=_no_constant
            )
        except RecursionError as trouble:
            raise ValueError("too deep") from trouble
        if not isinstance(body, dict):
            raise ValueError("not an object")
        _check(body)
        return cast("dict[str, Any]", body)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name comes twice")
    return found


def _no_constant(name: str) -> NoReturn:
    raise ValueError("not a number")


def _check(body: dict[str, Any]) -> None:
    level: list[Any] = [body]
    for _ in range(DEEPEST):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += value.keys()
                inner += value.values()
            elif isinstance(value, list):
                inner += value
            elif isinstance(value, str):
                # Half of a surrogate pair, and NUL, are no text; the database refuses both.
                value.encode()
                if "\x00" in value:
                    raise ValueError("not a text")
        if not inner:
            return
        level = inner
    raise ValueError("too deep")
