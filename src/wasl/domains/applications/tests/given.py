"""An association with a policy in force and one service, and applications at every stage."""

import io
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from PIL import Image

from wasl.domains.access.queries import visitor_actor
from wasl.domains.applications.actions import (
    CheckInput,
    Submission,
    record_checks,
    save_answers,
    start_application,
    submit_application,
    submit_whole,
)
from wasl.domains.applications.models import Application
from wasl.domains.applications.queries import application_for_work
from wasl.domains.associations.tests.given import given_association
from wasl.domains.catalogue.actions import publish_service
from wasl.domains.parties.tests.given import NOURA_IBAN, NOURA_ID, SALEM_ID
from wasl.domains.policies.actions import adopt_policy, bring_into_force, draft_policy
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import mobile
from wasl.foundation.keys import blind_index

NOURA_PHONE = "0551234567"
NOURA = "نورة بنت عبدالله الحربي"
SERVICE = "food-basket"


def words(arabic: str, english: str) -> dict[str, str]:
    return {"ar": arabic, "en": english}


def policy_definition(**changes: Any) -> dict[str, Any]:
    """A policy with all steps, decided by a committee, which answers in at least two weeks."""
    steps = ("receive", "match", "refer", "confirm", "explain", "register", "deliver")
    definition: dict[str, Any] = {
        "title": words("سياسة خدمة المستفيدين", "Beneficiary services policy"),
        "issue_number": None,
        "owner": None,
        "advisory_bodies": [],
        "publication": ["internal", "external"],
        "review": "yearly_from_adoption",
        "adoption": None,
        "applicant_title": words("طالب الدعم", "support applicant"),
        "referral_role": words("مسؤول البحث الاجتماعي", "social research lead"),
        "referral_staff_role": "researcher",
        "tools_holder": words("موظف علاقات المستفيدين", "beneficiary-relations officer"),
        "beneficiary_kinds": ["person", "household", "organisation"],
        "tools": [],
        "channels": [
            {"kind": kind, "wording": words(kind, kind)}
            for kind in ("interview", "phone", "website", "branch_delegate")
        ],
        "deciders": [{"kind": "committee", "title": words("لجنة البحث", "research committee")}],
        "promise": {
            "verbatim": "مدة لا تقل عن أسبوعين",
            "translation": "a period of not less than two weeks",
            "clause": "steps.5",
            "kind": "at_least",
            "days": 14,
            "target_days": 30,
            "telling_days": 5,
            "counting": "calendar_days",
        },
        "sections": [{"key": "procedure", "title": words("الإجراءات", "Procedure")}],
        "clauses": [
            {
                "ref": f"steps.{number}",
                "section": "procedure",
                "text": words(f"بند {number}", f"Clause {number}"),
                "requirements": [],
            }
            for number in range(1, len(steps) + 1)
        ],
        "steps": [
            {
                "kind": kind,
                "title": words(kind, kind),
                "performed_by": "officer",
                "clause": f"steps.{number}",
            }
            for number, kind in enumerate(steps, start=1)
        ],
        "mechanisms": [
            {
                "kind": "administrative_check",
                "title": words("فحص إداري", "administrative check"),
                "clause": "steps.2",
            }
        ],
    }
    return definition | changes


def _question(key: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "kind": kind,
        "label": words(key, key),
        "why": words("لنعرف", "So that we know"),
    } | more


def _document(key: str, **more: Any) -> dict[str, Any]:
    return {
        "key": key,
        "title": words(key, key),
        "why": words("لنتحقق", "To verify"),
        "example": words("مثال", "An example"),
    } | more


def service_definition(slug: str = SERVICE, **changes: Any) -> dict[str, Any]:
    """A food basket: some questions of every kind, an ID to be seen, and two copies."""
    definition: dict[str, Any] = {
        "slug": slug,
        "title": words("سلة غذائية", "Food basket"),
        "summary": words("غذاء شهر", "Food for a month"),
        "beneficiary_kinds": ["person", "household"],
        "applies_as": ["self", "household", "on_behalf", "organisation"],
        "decided_by": "committee",
        "mechanisms": ["administrative_check"],
        "fit_questions": [],
        "questions": [
            _question("members", "number", least="1", most="40"),
            _question("income", "money", allow_unknown=True, least="0", most="1000000"),
            _question(
                "work",
                "choice",
                choices=[
                    {"key": "employed", "label": words("يعمل", "Employed")},
                    {"key": "seeking", "label": words("يبحث عن عمل", "Looking for work")},
                ],
            ),
            _question("rents", "yes_no"),
            _question("story", "long_text", required=False),
            _question(
                "illness",
                "text",
                required=False,
                sensitive=True,
                consent=words("أوافق على حفظ حالتي الصحية", "I agree that my health is kept"),
            ),
        ],
        "documents": [
            _document(
                "national_id",
                is_identity=True,
                validity="not_expired",
                handling="original_seen",
            ),
            _document("income_proof", validity="max_age_days", max_age_days=90),
            _document("lease", required=False),
        ],
        "criteria": [],
        "delivery": [
            {"item": words("سلة", "Basket"), "quantity": 1, "unit": words("سلة", "basket")}
        ],
        "reasons": [],
        "survey_occasions": ["decision"],
        "capacity": None,
        "target_days": None,
    }
    return definition | changes


def given_policy(association: UUID, **changes: Any) -> UUID:
    """A policy adopted and in force."""
    system = Actor.system(association)
    version = draft_policy(system, definition=policy_definition(**changes))
    adopt_policy(
        system,
        policy_version=version.pk,
        kind="decision",
        reference="12",
        adopted_on=timezone.localdate(),
    )
    return bring_into_force(system, policy_version=version.pk, seen_against=None).pk


def given_ready_association(slug: str = "manarat", **changes: Any) -> UUID:
    """An association that may take applications: policy in force, food basket published."""
    association = given_association(slug)
    given_policy(association)
    publish_service(Actor.system(association), definition=service_definition(**changes))
    return association


def given_noura_visiting(association: UUID, phone: str = NOURA_PHONE) -> Actor:
    """Noura at the portal, her phone confirmed by a code."""
    index = blind_index("phone", mobile(phone), association=association)
    return visitor_actor(association, phone_index=index)


def applicant_data(**changes: Any) -> dict[str, Any]:
    """Noura's personal data as she types them."""
    typed = {
        "name": NOURA,
        "national_id": NOURA_ID,
        "birth": "1410/05/01",
        "iban": NOURA_IBAN,
        "city": "مكة المكرمة",
    }
    return typed | changes


def answers_typed(**changes: Any) -> dict[str, Any]:
    """Answers to all that must be answered, as typed."""
    typed = {"members": "٥", "income": "3,500", "work": "seeking", "rents": "yes"}
    return typed | changes


def on_behalf_of_noura() -> dict[str, Any]:
    """Salem's data when he applies for Noura."""
    return {
        "name": "سالم عبد الله الحربي",
        "national_id": SALEM_ID,
        "on_behalf_of": {"name": NOURA, "national_id": NOURA_ID, "relation": "guardian"},
    }


def given_draft(by: Actor, *, filled: bool = True, **changes: Any) -> Application:
    """A draft for the food basket, filled in unless told otherwise."""
    begun: dict[str, Any] = {
        "key": uuid4(),
        "service": SERVICE,
        "channel": "website" if by.staff is None else "interview",
        "phone": NOURA_PHONE,
    }
    row = start_application(by, **(begun | changes))
    if not filled:
        return row
    return save_answers(
        by,
        application=row.pk,
        applies_as="self",
        applicant=applicant_data(),
        answers=answers_typed(),
    )


def submission_fields(**changes: Any) -> dict[str, Any]:
    """What `submit_application` asks besides the application."""
    return {"key": uuid4(), "signed_name": NOURA, "method": "code"} | changes


def given_submitted(by: Actor, **changes: Any) -> Submission:
    """A filled draft, signed and sent."""
    return submit_application(by, application=given_draft(by, **changes).pk, **submission_fields())


def whole_fields(**changes: Any) -> dict[str, Any]:
    """Everything that `submit_whole` takes."""
    fields = {
        "key": uuid4(),
        "service": SERVICE,
        "channel": "website",
        "applies_as": "self",
        "phone": NOURA_PHONE,
        "applicant": applicant_data(),
        "answers": answers_typed(),
        "signed_name": NOURA,
        "method": "name",
    }
    return fields | changes


def given_submitted_whole(by: Actor, **changes: Any) -> Submission:
    """An application sent in one go."""
    return submit_whole(by, **whole_fields(**changes))


def photo(colour: str = "white") -> bytes:
    """A small photo."""
    written = io.BytesIO()
    picture = Image.effect_noise((120, 90), 90).convert("RGB")
    picture.paste(colour, (0, 0, 40, 40))
    picture.save(written, "JPEG")
    return written.getvalue()


def case_of(association: UUID, application: UUID) -> Any:
    """The case as the rooms above read it."""
    return application_for_work(Actor.system(association), application=application)


def checks_that_match() -> list[CheckInput]:
    """Everything that Noura's application needs to be complete, found in order."""
    today = timezone.localdate()
    return [
        CheckInput(
            subject="national_id",
            compared_with="the card",
            original_seen=True,
            valid_until=today + timedelta(days=400),
        ),
        CheckInput(
            subject="income_proof",
            compared_with="the employer's letter",
            original_seen=True,
            issued_on=today - timedelta(days=30),
        ),
        CheckInput(subject="identity", compared_with="the card"),
    ]


def given_complete(by: Actor, officer: Actor) -> Submission:
    """An application that the officer has found complete."""
    sent = given_submitted(by)
    record_checks(officer, application=sent.application, checks=checks_that_match())
    return sent
