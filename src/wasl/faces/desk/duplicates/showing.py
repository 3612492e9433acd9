"""Two records side by side, in the reader's words."""

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from wasl.domains.parties.queries import GENDER_WORDS, LANGUAGE_WORDS, RELATION_WORDS
from wasl.faces.desk.duplicates import words
from wasl.faces.desk.frame import here
from wasl.faces.desk.values import both
from wasl.faces.edge.routes import Request
from wasl.faces.ui import formats
from wasl.faces.ui.formats import words as spoken

if TYPE_CHECKING:
    from wasl.domains.parties.queries import ColumnRow, PairReason, PairSheet, PairSide

_CODES = {"identity", "email", "iban", "licence"}
_PEOPLE_S = {"name", "city", "address", "national_address", "signatory"}


def said(field: str, value: Any) -> str:
    """What a record says of a field, as text; a dash where it says nothing."""
    if value in (None, "", {}, []):
        return "—"
    if isinstance(value, date):
        return str(both(value))
    if isinstance(value, Mapping):
        return formats.listed(one for one in value.values() if one)
    if field == "gender":
        return spoken(GENDER_WORDS.get(value, value))
    if field == "language":
        return spoken(LANGUAGE_WORDS.get(value, value))
    if field == "phone":
        return formats.phone(value)
    return str(value)


def compared(sheet: "PairSheet") -> list[dict[str, object]]:
    """The rows of the comparison: the field, both values, and whether they agree."""
    return [
        {
            "field": row.field,
            "label": words.FIELDS.get(row.field, row.field),
            "first": shown_value(row, "first"),
            "second": shown_value(row, "second"),
            "kind": kind_of(row.field),
            "differs": row.must_choose,
            "is_alike": row.is_alike,
            "is_hidden": row.is_hidden,
        }
        for row in sheet.rows
    ]


def shown_value(row: "ColumnRow", side: str) -> str:
    """One side's value, or that it is hidden because the person is protected."""
    says = row.first_says if side == "first" else row.second_says
    if row.is_hidden and says:
        return _("Hidden: the person is protected")
    return said(row.field, row.first if side == "first" else row.second)


def kind_of(field: str) -> str:
    """How a value is set: "code" from left to right, "own" for people's own words."""
    if field in _CODES:
        return "code"
    if field == "phone":
        return "phone"
    return "own" if field in _PEOPLE_S else "text"


def reasons(found: "tuple[PairReason, ...]") -> list[dict[str, object]]:
    """Each reason in words, and how strongly it speaks."""
    return [
        {
            "words": one.words,
            "speaks": words.SPEAKS[one.says][0],
            "tone": words.SPEAKS[one.says][1],
            "weight": formats.number(round(abs(one.weight), 1)),
            "is_for": one.weight > 0,
        }
        for one in found
        if one.words
    ]


def sides(request: Request, sheet: "PairSheet") -> list[dict[str, object]]:
    """The two records: since when, with which households and how many facts."""
    return [
        _side(request, name, one)
        for name, one in (("first", sheet.first), ("second", sheet.second))
    ]


def _side(request: Request, name: str, one: "PairSide") -> dict[str, object]:
    return {
        "side": name,
        "label": words.SIDES[name],
        "name": one.name,
        "registered_at": one.registered_at,
        "facts": one.facts,
        "households": [
            {
                "name": home.name,
                "relation": RELATION_WORDS.get(home.relation, home.relation),
            }
            for home in one.households
        ],
        "url": here(request, "desk:party", party=one.id),
        "is_merged": one.merged_into is not None,
    }
