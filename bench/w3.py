"""W3."""

from collections.abc import Sequence
from typing import Any
from bench.people import Record
from wasl.foundation.names import name_columns


def rows_of(records: Sequence[Record]) -> list[tuple[Any, ...]]:
    """Records as the search through the registry reads parties; a key is a place in the list."""
    return [
        (
            str(place),
            "person",
            one.name,
            *name_columns(one.name),
            one.national_id,
            "national",
            one.phone,
            "",
            one.birth_on,
            one.birth_precision,
            one.city,
            one.gender,
        )
        for place, one in enumerate(records)
    ]
