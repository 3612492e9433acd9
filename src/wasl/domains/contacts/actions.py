"""How contacts are recorded."""

from uuid import UUID

from django.utils import timezone

from wasl.domains.contacts.models import Contact
from wasl.domains.contacts.refusals import ChannelUnknown
from wasl.domains.contacts.rules import CHANNELS, DIRECTIONS
from wasl.domains.knowledge.actions import answer_from_article
from wasl.domains.parties.queries import is_known_party
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotFound


@action
def record_contact(
    by: Actor,
    *,
    channel: str,
    direction: str,
    purpose: str,
    party: UUID | None = None,
    about: UUID | None = None,
    summary: str = "",
    answer: str = "",
    answered_from: UUID | None = None,
) -> Contact:
    """Record that somebody spoke with a party, now, on a channel, about something.

    `answered_from` is the edition of the article from which the `answer` was given; its use is
    counted in the same transaction.

    Whether the association's policy names the channel is not asked here: the conversation took
    place. Refuses with `ChannelUnknown` what is no channel at all, with `NotFound` a party that
    is not of this association or an edition that is none, and with `NotPublished` one whose
    article was withdrawn.
    """
    if channel not in CHANNELS:
        raise ChannelUnknown
    if direction not in DIRECTIONS:
        raise ValueError("a contact is inward or outward")
    # A visitor names no party: the room above passes the one that it has just made.
    named = None if by.kind in ("public", "applicant") else party
    if named is not None and not is_known_party(by.as_system(), party=named):
        raise NotFound
    if answered_from is not None:
        answer_from_article(by, edition=answered_from)
    return Contact.objects.create(
        channel=channel,
        direction=direction,
        purpose=purpose,
        party_id=party,
        about=about,
        summary=summary.strip(),
        answer=answer.strip(),
        answered_from_id=answered_from,
        staff=by.staff,
        at=timezone.now(),
    )
