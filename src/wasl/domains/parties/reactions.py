"""What parties do when something happened in a room below."""

from functools import partial

from django.db import transaction

from wasl.domains.parties.actions import carry_circulation
from wasl.domains.parties.ports import copy_files
from wasl.domains.policies.events import PolicyCirculated
from wasl.domains.privacy.events import PersonErased
from wasl.foundation.actor import Actor


def begin_telling(by: Actor, event: PolicyCirculated) -> None:
    """Tell the first beneficiaries at once; the worker tells the others."""
    if event.audience == "beneficiaries":
        carry_circulation(by, circulation=event.circulation)


def forget_copies_of_erased(by: Actor, event: PersonErased) -> None:
    """Forget the copies of an erased person's documents once that is committed."""
    for file in event.files.get("parties.PartyDocument", ()):
        transaction.on_commit(partial(copy_files().forget, file, association=by.house), robust=True)
