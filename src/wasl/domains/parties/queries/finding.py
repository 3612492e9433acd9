"""Finding a party by whatever an officer has in hand, with the reason for each match."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from wasl.domains.parties.models import Party
from wasl.domains.parties.rules import ALIKE_ENOUGH, masked_number
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed, ascii_digits, mobile, nearby_national_ids
from wasl.foundation.keys import blind_index
from wasl.foundation.names import search_key, similarity
from wasl.foundation.query import query

_MOST_COMPARED = 200
_MOST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class PartyMatch:
    """A party that a search found, and why; numbers are masked. `score` is from 0 to 1."""

    id: UUID
    kind: str
    name: str
    reason: str
    score: float
    masked_id: str
    masked_phone: str
    city: str


@query
def find_parties(by: Actor, *, text: str) -> tuple[PartyMatch, ...]:
    """Parties that may be meant by an ID, a phone or a name, each with the reason; at most ten.

    One wrong digit in an ID is forgiven. Everybody on a shared phone is listed and nobody is
    picked. Names meet across spellings and scripts.
    """
    compact = ascii_digits(text, without_marks=True).strip()
    if any(letter.isdigit() for letter in compact):
        return _by_number(by, compact)
    return _by_name(compact)


def _by_number(by: Actor, text: str) -> tuple[PartyMatch, ...]:
    near = [one.digits for one in nearby_national_ids(text)]
    typed = "".join(letter for letter in text if letter.isdigit())
    indexes = {_index(by, "national_id", digits): digits for digits in near}
    phone_index = ""
    try:
        phone_index = _index(by, "phone", mobile(text))
    except Malformed:
        phone_index = "-"
    rows = Party.objects.filter(
        Q(national_id_index__in=list(indexes)) | Q(phone_index=phone_index)
    ).order_by("name_key", "id")
    matches = []
    for row in rows[:_MOST_COMPARED]:
        digits = indexes.get(row.national_id_index)
        if digits is None:
            matches.append(_match(row, gettext("same mobile"), 0.9))
        elif digits == typed:
            matches.append(_match(row, gettext("same ID"), 1.0))
        else:
            matches.append(_match(row, gettext("ID differs by one slip"), 0.8))
    return _best(matches)


def _by_name(text: str) -> tuple[PartyMatch, ...]:
    key = search_key(text)
    if not key:
        return ()
    first = key.split(" ", maxsplit=1)[0]
    near = Q(name_key__startswith=key) | Q(name_key__startswith=f"{first} ") | Q(name_key=first)
    matches = []
    for row in Party.objects.filter(near).order_by("name_key", "id")[:_MOST_COMPARED]:
        score = similarity(text, row.name)
        if score >= ALIKE_ENOUGH or row.name_key.startswith(key):
            percent = gettext("name %(percent)s %%") % {"percent": round(score * 100)}
            matches.append(_match(row, percent, score))
    return _best(matches)


def _best(matches: Iterable[PartyMatch]) -> tuple[PartyMatch, ...]:
    return tuple(sorted(matches, key=lambda match: -match.score)[:_MOST_SHOWN])


def _index(by: Actor, kind: str, value: str) -> str:
    return blind_index(kind, value, association=by.association)


def _match(row: Party, reason: str, score: float) -> PartyMatch:
    return PartyMatch(
        id=row.pk,
        kind=row.kind,
        name=row.name,
        reason=reason,
        score=score,
        masked_id=masked_number(row.national_id),
        masked_phone="" if row.is_protected else masked_number(row.phone),
        city=row.city,
    )
