"""What this room does when something happened below."""

from functools import partial
from typing import Final

from django.db import transaction

from wasl.domains.access.events import StaffLeft
from wasl.domains.applications.actions import release_cases, renew_conflicts
from wasl.domains.applications.ports import file_store
from wasl.domains.parties.events import (
    GuardianshipRecorded,
    MergeUndone,
    PartiesMerged,
    PartyCorrected,
)
from wasl.domains.parties.queries import parties_touched_by
from wasl.domains.privacy.events import PersonErased
from wasl.foundation.actor import Actor

_TOUCHING: Final = frozenset({"national_id", "phone", "iban", "signatory"})


def renew_conflicts_of_merged(by: Actor, event: PartiesMerged) -> None:
    """Let the cases of two records that became one touch whoever either touches."""
    renew_conflicts(by, party=event.survivor)


def renew_conflicts_of_parted(by: Actor, event: MergeUndone) -> None:
    """Let the cases of two records that were parted touch only whom their own record touches."""
    renew_conflicts(by, party=event.survivor)
    renew_conflicts(by, party=event.absorbed)


def renew_conflicts_of_corrected(by: Actor, event: PartyCorrected) -> None:
    """Let the cases of a party, and of those for whom it acts or signs, touch whom it touches once
    its ID, phone, account or signatory was put right."""
    if _TOUCHING & set(event.fields):
        for party in parties_touched_by(by, party=event.party):
            renew_conflicts(by, party=party)


def renew_conflicts_of_ward(by: Actor, event: GuardianshipRecorded) -> None:
    """Let the cases of a ward touch whom the guardian touches."""
    renew_conflicts(by, party=event.ward)


def release_cases_of_leaver(by: Actor, event: StaffLeft) -> None:
    """Give the cases of somebody who left back to his colleagues."""
    release_cases(by, staff=event.staff)


def forget_documents_of_erased(by: Actor, event: PersonErased) -> None:
    """Forget the files of an erased person's cases once that is committed."""
    for file in event.files.get("applications.ApplicationDocument", ()):
        transaction.on_commit(partial(file_store().forget, file, association=by.house), robust=True)
