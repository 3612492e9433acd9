"""What the portal's tests begin with: an association of a profile, and a visitor's browser."""

import re
from pathlib import Path
from uuid import UUID, uuid4

from django.http.response import HttpResponse, HttpResponseBase
from django.test import Client

from wasl.domains.access.queries import visitor_actor
from wasl.domains.applications.actions import Submission, submit_whole
from wasl.domains.associations.actions import open_association
from wasl.domains.catalogue.actions import publish_service
from wasl.domains.catalogue.queries import services_read
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_simulated
from wasl.domains.policies.actions import adopt_policy, bring_into_force, draft_policy
from wasl.domains.policies.queries import profile_read
from wasl.domains.satisfaction.actions import offer_survey
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import mobile
from wasl.foundation.keys import blind_index

PROFILES = Path(__file__).parents[5] / "profiles"
NOURA = "نورة بنت عبدالله الحربي"
NOURA_ID = "1012345672"
NOURA_PHONE = "0551234567"


def given_association(slug: str = "manarat") -> UUID:
    """The association of a profile, with its policy and services."""
    by = Actor.installation()
    text = (PROFILES / f"{slug}.yaml").read_text(encoding="utf-8")
    profile = profile_read(by, text=text, source=slug)
    facts, adopted = profile.association, profile.policy.adoption
    opened = open_association(
        by,
        slug=slug,
        name=facts.name,
        short_name=facts.short_name,
        licence=facts.licence or "",
        phone=facts.phone,
        hours=facts.hours,
        digits=facts.digits,
    )
    system = Actor.system(opened.pk)
    version = draft_policy(system, definition=profile.policy.as_dict())
    if adopted:
        adopt_policy(
            system,
            policy_version=version.pk,
            kind=adopted.kind,
            reference=adopted.reference,
            adopted_on=adopted.gregorian,
        )
        bring_into_force(system, policy_version=version.pk, seen_against=None)
    for service in services_read(by, text=text, source=slug):
        publish_service(system, definition=service.to_dict())
    return opened.pk


def given_basket_asked(association: UUID, *, phone: str = NOURA_PHONE) -> Submission:
    """Noura's application for Manarat's food basket, from her phone or, without one, by slip."""
    index = blind_index("phone", mobile(phone), association=association) if phone else ""
    return submit_whole(
        visitor_actor(association, phone_index=index),
        key=uuid4(),
        service="food-basket",
        channel="website",
        applies_as="self",
        phone=phone,
        applicant={"name": NOURA, "national_id": NOURA_ID, "birth": "1410", "city": "مكة المكرمة"},
        answers={
            "household_size": "٥",
            "dependants": "3",
            "household_income": "3,500",
            "work_state": "seeking",
            "housing_kind": "rented",
            "rent_amount": "18000",
            "other_support": "no",
            "city": "مكة المكرمة",
            "delivery_way": "pickup",
        },
        signed_name=NOURA,
        method="code" if phone else "name",
    )


def last_code(association: UUID, phone: str = NOURA_PHONE) -> str:
    """The one-time code that a phone received last, once the worker has sent what is due."""
    send_due_messages(Actor.system(association))
    for message in messages_simulated(Actor.installation()).messages:
        text = "".join(piece for piece, _is_link in message.pieces)
        found = re.search(r"(?<!\d)\d{6}(?!\d)", text)
        if message.to == mobile(phone) and found:
            return found.group(0)
    raise AssertionError("no code came")


def given_draft(client: Client, *, service: str = "urgent-aid", slug: str = "manarat") -> str:
    """The address of a draft begun without a phone, in this browser."""
    answer = client.post(f"/{slug}/services/{service}/apply/begin/", {"key": str(uuid4())})
    address: str = answer["Location"]
    return address


def text_of(answer: HttpResponseBase) -> str:
    """The page as text, for looking for sentences in it."""
    assert isinstance(answer, HttpResponse)
    return answer.content.decode()


URGENT_PERSONAL = (
    ("who", {"applies_as": "self"}),
    ("name", {"name": NOURA}),
    ("identity", {"national_id": "١٠١٢ ٣٤٥ ٦٧٢"}),
    ("birth", {"birth_day": "", "birth_month": "", "birth_year": "1410"}),
)
URGENT_ANSWERS = (
    ("event_kind", {"answer": "fire"}),
    ("event_on", {"answer_day": "5", "answer_month": "5", "answer_year": "1448"}),
    ("household_size", {"answer": "٤"}),
    ("household_income", {"answer": "٣٬٥٠٠"}),
    ("other_support", {"answer": "no"}),
    ("city", {"answer": "مكة المكرمة"}),
    ("need", {"answer": "احترق المطبخ"}),
    ("payee_iban", {"unknown": "yes"}),
    ("payee_name", {"unknown": "yes"}),
)


def given_draft_filled(client: Client) -> str:
    """The address of Noura's draft for urgent aid with everything answered, ready to be signed."""
    draft = given_draft(client)
    for step, typed in URGENT_PERSONAL:
        assert client.post(f"{draft}{step}/", typed).status_code == 302, step
    for question, typed in URGENT_ANSWERS:
        assert client.post(f"{draft}q-{question}/", typed).status_code == 302, question
    return draft


def given_survey_link(association: UUID) -> str:
    """The address of a survey's page, as the message to Noura's phone brings it."""
    system = Actor.system(association)
    sent = given_basket_asked(association)
    offer_survey(system, application=sent.application, occasion="decision")
    send_due_messages(system)
    for message in messages_simulated(Actor.installation()).messages:
        found = re.search(r"(/\w+/survey/[\w-]+/)", "".join(piece for piece, _ in message.pieces))
        if found:
            return found.group(1)
    raise AssertionError("no link came")
