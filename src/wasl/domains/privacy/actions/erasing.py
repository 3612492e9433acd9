"""The end of what is kept about a person: held back, erased by hand, and destroyed by age."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, Final
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from wasl.domains.notifications.actions import empty_messages
from wasl.domains.privacy.events import PersonErased
from wasl.domains.privacy.models import Destruction, Hold
from wasl.domains.privacy.queries.erasing import (
    _is_erased,
    _is_held,
    _known,
    _open_things,
    _person_table,
    _still_kept,
    due_for_destruction,
)
from wasl.domains.privacy.refusals import (
    AlreadyErased,
    CaseStillOpen,
    GroundUnknown,
    GroundUntold,
    HoldOver,
    NotYetDue,
    OnHold,
    StillToBeKept,
)
from wasl.domains.privacy.rules.erasing import GROUNDS, HOLD_GROUNDS
from wasl.domains.privacy.rules.reasons import is_reason
from wasl.foundation import trail
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.keyring import destroy_keys
from wasl.foundation.numbering import next_number, number_not_below
from wasl.foundation.personal_data import People, declared, everybody, files_of, let_go
from wasl.foundation.scoping import found, locked

NUMBERS: Final = "destruction"


@action
def place_hold(by: Actor, *, party: UUID, ground: str, why: str, until: date | None = None) -> Hold:
    """Keep a person's data from being erased until somebody lifts the hold, or until a day.

    Refuses with `GroundUnknown`, with `GroundUntold` fewer than ten letters of why, with
    `AlreadyErased`, with `NotFound` and with `ConflictOfInterest`.
    """
    if ground not in HOLD_GROUNDS:
        raise GroundUnknown
    if not is_reason(why):
        raise GroundUntold
    people = _known(by, party)
    _hold_records(people)
    if _is_erased(people):
        raise AlreadyErased
    hold = Hold.objects.create(
        party=party,
        ground=ground,
        why=why.strip(),
        until=until,
        placed_by=by.staff,
        placed_at=timezone.now(),
    )
    trail.remark(hold, about=str(party), ground=ground)
    return hold


@action
def lift_hold(by: Actor, *, hold: UUID, why: str) -> Hold:
    """Let a person's data go the way of all data again.

    Refuses with `GroundUntold`, with `HoldOver` a second lifting, and with `NotFound`.
    """
    if not is_reason(why):
        raise GroundUntold
    row = locked(Hold.objects, pk=hold)
    if row.lifted_at is not None:
        raise HoldOver
    row.lifted_by, row.lifted_at, row.lifted_why = by.staff, timezone.now(), why.strip()
    row.save(update_fields=["lifted_by", "lifted_at", "lifted_why"])
    trail.remark(row, about=str(row.party))
    return row


@action
def erase_person(
    by: Actor, *, party: UUID, why: str, request: UUID | None = None, ground: str = ""
) -> Destruction:
    """Destroy everything about a person in every room, and the keys that sealed it.

    The records found to be the same person go with it, and so do his cases. Rows that others
    need, or that a law demands, stay without what tells who he was; the minutes count them and
    say why. What is told here is told for ever: no copy of the database made from now on opens
    it. `ground` is "request", "retention" or "mistake"; a `request` about one's data speaks for
    the first. `why` stands in the minutes and must not name the person. Whoever answers the
    request must have written the answer before: nothing can be sealed for the person afterwards.

    Refuses with `CaseStillOpen` while a case runs or something is owed, with `OnHold`, with
    `StillToBeKept` what a law or the policy demands until a day, with `AlreadyErased`, with
    `GroundUntold` and `GroundUnknown`, with `NotFound` a person of another association, and with
    `ConflictOfInterest` the person himself and his relatives.
    """
    ground = ground or ("request" if request is not None else "mistake")
    if ground not in GROUNDS:
        raise GroundUnknown
    if not is_reason(why):
        raise GroundUntold
    people = _known(by, party)
    _hold_records(people)
    _refuse_kept(people)
    return _destroyed(by, people, party=party, ground=ground, why=why.strip(), request=request)


@action
def destroy_due(by: Actor, *, party: UUID) -> Destruction:
    """Destroy the data of somebody whose time is over, as a person confirms.

    Refuses with `NotYetDue` whoever is not among `due_for_destruction`, and as `erase_person`.
    """
    just_before = UUID(int=party.int - 1)
    listed = due_for_destruction(by.as_system(), after=just_before, most=1)
    if [row.party for row in listed.rows] != [party]:
        raise NotYetDue
    return erase_person(
        by.with_permissions("privacy.erase_person"),
        party=party,
        why=_("The time for which the data is kept is over."),
        ground="retention",
    )


@action
def erase_again(
    by: Actor,
    *,
    party: UUID,
    number: int,
    parties: Sequence[UUID],
    cases: Sequence[UUID],
    ground: str,
    destroyed_at: datetime,
) -> Destruction | None:
    """Play a destruction again over a backup that was made before it; nothing when it is there.

    The minutes keep their day, and their number unless it was given out anew since the backup was
    restored; then they get the next one. Only the restoring of a backup does this.
    """
    if Destruction.objects.filter(party=party).exists():
        return None
    is_taken = Destruction.objects.filter(number=number).exists()
    people = everybody(party).with_more(parties=parties, cases=cases)
    return _destroyed(
        by,
        people,
        party=party,
        ground=ground,
        why=_("Destroyed again after a backup was restored."),
        number=None if is_taken else number,
        at=destroyed_at,
    )


def forget_erased_files(by: Actor) -> int:
    """Make sure that the files of the erased are gone, and the message that told one of it;
    returns of how many destructions.

    Files are forgotten right after the commit. A worker killed in between leaves them; this tells
    the rooms again, and notes it only afterwards.
    """
    told = tell_of_erased_files(by)
    return sum(note_files_gone(by, destruction=one) for one in told)


@action
def tell_of_erased_files(by: Actor) -> list[UUID]:
    """Tell the rooms again which files of the erased must be gone; gives those destructions."""
    waiting = list(Destruction.objects.filter(files_gone_at=None).order_by("destroyed_at")[:50])
    for row in waiting:
        publish(by, _event(row))
    return [row.pk for row in waiting]


@action
def note_files_gone(by: Actor, *, destruction: UUID) -> bool:
    """Note that the files of one destruction are gone, once the last message to the person has
    left and is emptied; whether it has. Refuses with `NotFound`."""
    row = found(Destruction.objects, pk=destruction)
    if row.request is not None and not empty_messages(by, about=row.request):
        return False
    row.files_gone_at, row.files = timezone.now(), {}
    row.save(update_fields=["files_gone_at", "files"])
    trail.remark(row)
    return True


def _hold_records(people: People) -> None:
    """Hold every record of a person: whoever works on one of them finishes first, or finds it
    gone, and a hold and an erasing at once do not both succeed."""
    records = _person_table().table._default_manager.filter(pk__in=people.parties)
    list(records.select_for_update().order_by("pk").values_list("pk"))


def _refuse_kept(people: People) -> None:
    if _is_erased(people):
        raise AlreadyErased
    if _is_held(people):
        raise OnHold
    still_open = _open_things(people)
    if still_open:
        raise CaseStillOpen(open=" · ".join(str(one) for one in still_open))
    for what, until in _still_kept(people):
        raise StillToBeKept(what=what, until=until.isoformat())


def _destroyed(
    by: Actor,
    people: People,
    *,
    party: UUID,
    ground: str,
    why: str,
    request: UUID | None = None,
    number: int | None = None,
    at: datetime | None = None,
) -> Destruction:
    files = {
        held.model: [str(key) for key in named]
        for held in declared()
        if (named := files_of(held, people))
    }
    counts = _let_all_go(people)
    keys = destroy_keys(people.owners)
    if number is None:
        number = next_number(NUMBERS)
    else:
        number_not_below(NUMBERS, number)
    row = Destruction.objects.create(
        number=number,
        party=party,
        ground=ground,
        request=request,
        why=why,
        parties=[str(one) for one in people.parties],
        cases=[str(one) for one in people.cases],
        counts=counts,
        keys=keys,
        files=files,
        files_count=sum(len(named) for named in files.values()),
        files_gone_at=None if files or request is not None else timezone.now(),
        destroyed_by=by.staff,
        destroyed_at=at or timezone.now(),
    )
    publish(by, _event(row))
    trail.remark(
        row,
        about=str(party),
        number=number,
        ground=ground,
        parties=len(people.parties),
        cases=len(people.cases),
        files=row.files_count,
        request=str(request or ""),
    )
    return row


def _let_all_go(people: People) -> list[Mapping[str, Any]]:
    """Empty and delete from the roof down, so that nothing loses what it stands on first."""
    counts: list[Mapping[str, Any]] = []
    places: dict[str, int] = {}
    numbered = []
    for held in declared():
        numbered.append((held, places.get(held.model, 0)))
        places[held.model] = places.get(held.model, 0) + 1
    for held, place in reversed(numbered):
        if held.about is None:
            continue
        gone = let_go(held, people)
        if gone.rows:
            counts.append(
                {"model": gone.model, "place": place, "deed": gone.deed, "rows": gone.rows}
            )
    return counts


def _event(row: Destruction) -> PersonErased:
    return PersonErased(
        parties=tuple(UUID(one) for one in row.parties),
        cases=tuple(UUID(one) for one in row.cases),
        files={model: tuple(UUID(key) for key in keys) for model, keys in row.files.items()},
    )
