"""A circulated policy is carried to the beneficiaries, batch by batch."""

from uuid import UUID, uuid5

from wasl.domains.associations.queries import association_known
from wasl.domains.notifications.actions import queue_message
from wasl.domains.parties.models import Party
from wasl.domains.policies.actions import advance_circulation, take_circulation
from wasl.domains.policies.queries import OpenCirculation, beneficiaries_told, circulations_open
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import NotFound
from wasl.foundation.trail import remark

BATCH = 100
BATCHES_A_ROUND = 10


@action
def carry_circulation(by: Actor, *, circulation: UUID) -> bool:
    """Tell the next hundred beneficiaries of a circulation; whether anybody is left after them.

    The messages and the place reached commit together, so a worker killed in between loses and
    repeats nothing. A phone that several share is told once: the circulation and the recipient
    make the message's reference. Who became known after the circulation is not told of it.
    Nothing happens once it has ended.
    """
    waiting = {one.id: one for one in circulations_open(by)}.get(circulation)
    if waiting is None:
        return False
    try:
        cursor = take_circulation(by, circulation=circulation)
    except NotFound:
        return False
    standing = Party.objects.filter(merged_into=None, died_on=None)
    rows = standing.filter(created_at__lte=waiting.circulated_at).order_by("pk")
    if cursor is not None:
        rows = rows.filter(pk__gt=cursor)
    batch = list(rows[:BATCH])
    told = unreachable = 0
    for party in batch:
        if "beneficiary" not in party.roles:
            continue
        if party.phone or party.email:
            told += _is_told(by, waiting, party)
        else:
            unreachable += 1
    advance_circulation(
        by,
        circulation=circulation,
        cursor=batch[-1].pk if batch else None,
        told=told,
        unreachable=unreachable,
        is_finished=len(batch) < BATCH,
    )
    remark(circulation=str(circulation), told=told, unreachable=unreachable)
    return len(batch) == BATCH


def _is_told(by: Actor, circulation: OpenCirculation, party: Party) -> bool:
    association = association_known(by, association=by.house)
    recipient = party.phone_index or blind_index(
        "email", party.email.lower(), association=by.association
    )
    queued = queue_message(
        by,
        kind="policy_circulated",
        wording=beneficiaries_told(),
        fields={
            "association": association.short_name.get(party.language, association.short_name["ar"]),
            "link": address(f"/{association.slug}/policy/"),
        },
        language=party.language,
        phone=party.phone,
        email=party.email,
        about=circulation.id,
        owner=party.pk,
        reference=uuid5(circulation.id, recipient),
    )
    return queued is not None


def sweep_circulations(by: Actor) -> int:
    """Carry on what is being circulated, a thousand beneficiaries a round; how many batches.

    Each batch commits by itself: the rest waits for the next round.
    """
    batches = 0
    for circulation in circulations_open(by):
        while batches < BATCHES_A_ROUND:
            batches += 1
            if not carry_circulation(by, circulation=circulation.id):
                break
    return batches
