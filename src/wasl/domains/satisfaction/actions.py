"""Asking people, and taking their answers so that nobody can be told from them."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from uuid import UUID

from django.utils import timezone

from wasl.domains.applications.queries import application_for_work
from wasl.domains.associations.queries import association_known
from wasl.domains.catalogue.queries import edition_of
from wasl.domains.notifications.actions import queue_message
from wasl.domains.parties.queries import same_party
from wasl.domains.satisfaction import messages
from wasl.domains.satisfaction.models import CallRequest, SurveyAnswer, SurveyInvitation
from wasl.domains.satisfaction.queries import TOKEN_PURPOSE
from wasl.domains.satisfaction.refusals import (
    CallAlreadyAsked,
    CallSettled,
    ScoreMissing,
    SurveyUsed,
)
from wasl.domains.satisfaction.rules import FEWEST, MOST_WORDS, PAUSE_DAYS, quarter_of
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.identifiers import mobile, secret_token
from wasl.foundation.keys import blind_index, fingerprint
from wasl.foundation.scoping import Prepared, locked
from wasl.foundation.trail import remark


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a question about a case goes to, and the edition of the service he asked for.

    `party` is any record of that person.
    """

    edition: UUID
    phone: str = field(repr=False)
    phone_index: str
    language: str
    party: UUID | None = None


@action
def offer_survey(
    by: Actor, *, application: UUID, occasion: str, addressee: Addressee | None = None
) -> SurveyInvitation | None:
    """Offer the question after a decision or a delivery, accepted or refused alike (R27, R31).

    At most one in thirty days for a person, whichever of his phones and records it was; nobody
    without a phone is asked by link. The addressee is read from the case unless the caller has it.
    """
    to = addressee or _addressee(by, application)
    occasions = edition_of(by, edition=to.edition).survey_occasions
    if not to.phone or occasion not in occasions:
        return None
    today = timezone.localdate()
    since = today - timedelta(days=PAUSE_DAYS)
    if _asked_since(recipient=to.phone_index, day=since) or _is_asked_elsewhere(by, to, since):
        return None
    token = secret_token()
    invitation = SurveyInvitation.objects.create(
        application_id=application,
        occasion=occasion,
        recipient_index=to.phone_index,
        token_fingerprint=fingerprint(token, purpose=TOKEN_PURPOSE),
        offered_on=today,
    )
    association = association_known(by, association=by.house)
    queue_message(
        by,
        kind="satisfaction.invitation",
        wording=messages.INVITATION,
        fields={
            "association": association.short_name[to.language],
            "link": address(f"/{association.slug}/survey/{token}/"),
        },
        language=to.language,
        phone=to.phone,
        about=application,
        owner=application,
    )
    return invitation


_asked_since = Prepared(
    lambda recipient, day: SurveyInvitation.objects.filter(
        recipient_index=recipient, offered_on__gt=day
    ).values_list("pk")[:1]
)
_not_counted = Prepared(
    lambda service, quarter: SurveyAnswer.objects.filter(
        service=service, quarter=quarter, is_counted=False
    ).values_list("pk")[:FEWEST]
)


def _is_asked_elsewhere(by: Actor, to: Addressee, since: date) -> bool:
    """Whether a person of whom several records were merged was asked under another phone."""
    records = same_party(by, party=to.party) if to.party else ()
    if len(records) < 2:
        return False
    lately = SurveyInvitation.objects.filter(offered_on__gt=since)
    return lately.filter(application__party__in=records).exists()


def _addressee(by: Actor, application: UUID) -> Addressee:
    case = application_for_work(by, application=application)
    return Addressee(case.edition, case.phone, case.phone_index, case.language, case.party)


def answer_survey(by: Actor, *, token: str, score: int | None, words: str = "") -> None:
    """Take one answer, from 1 (bad) to 5 (good), with words if wanted.

    The answer knows the service and the quarter, nothing else; the invitation knows only that it
    was used; the trail knows neither who answered nor what. Refuses with `SurveyUsed`,
    `ScoreMissing` or `NotFound`.
    """
    take_answer(_nameless(by), token=token, score=score, words=words)


def _nameless(by: Actor) -> Actor:
    """The same visitor without his phone or account: the trail must not tell who answered."""
    return replace(
        by,
        kind="public",
        staff=None,
        name="",
        phone_index="",
        roles=frozenset(),
        kin=frozenset(),
        held=frozenset(),
    )


@action
def take_answer(by: Actor, *, token: str, score: int | None, words: str = "") -> None:
    """Keep an answer; `answer_survey` is the way to call this, and says when it is refused.

    Answers are counted by fives: the fifth of a service in a quarter brings the four before it
    into the results.
    """
    invitation = locked(
        SurveyInvitation.objects,
        token_fingerprint=fingerprint(token, purpose=TOKEN_PURPOSE),
    )
    if invitation.is_used:
        raise SurveyUsed
    if score not in (1, 2, 3, 4, 5):
        raise ScoreMissing
    invitation.is_used = True
    invitation.save(update_fields=["is_used"])
    case = application_for_work(by.as_system(), application=invitation.application_id)
    quarter = quarter_of(timezone.localdate())
    SurveyAnswer.objects.create(
        service=case.service_id,
        occasion=invitation.occasion,
        quarter=quarter,
        score=score,
        words=words.strip()[:MOST_WORDS],
    )
    if len(_not_counted(service=case.service_id, quarter=quarter)) >= FEWEST:
        SurveyAnswer.objects.filter(
            service=case.service_id, quarter=quarter, is_counted=False
        ).update(is_counted=True)
    # The trail tells that an answer came, never whose: no subject, no score.
    remark()


@action
def ask_for_call(by: Actor, *, token: str, phone: str, words: str = "") -> CallRequest:
    """Take the wish to be called; it is kept apart from every answer.

    Refuses with `NotFound` without a valid link, with `CallAlreadyAsked` while a call to this
    link's holder is open, and with `Malformed` for a number that is no Saudi mobile.
    """
    invitation = locked(
        SurveyInvitation.objects,
        token_fingerprint=fingerprint(token, purpose=TOKEN_PURPOSE),
    )
    if invitation.has_asked_for_call:
        raise CallAlreadyAsked
    number = mobile(phone)
    invitation.has_asked_for_call = True
    invitation.save(update_fields=["has_asked_for_call"])
    return CallRequest.objects.create(
        phone=number,
        phone_index=blind_index("phone", number, association=by.association),
        words=words.strip()[:MOST_WORDS],
        asked_on=timezone.localdate(),
    )


@action
def settle_call(by: Actor, *, call: UUID) -> CallRequest:
    """Note that somebody was called back as he wished.

    Refuses with `NotFound`, and with `CallSettled` when a colleague has called already.
    """
    row = locked(CallRequest.objects, pk=call)
    if row.answered_at is not None:
        raise CallSettled
    row.answered_by = by.member
    row.answered_at = timezone.now()
    row.save(update_fields=["answered_by", "answered_at"])
    return row
