"""What the journeys begin with: associations from their profiles, staff, people and cases.

Everything is made through the doors that the product itself uses: profiles and actions.
"""

import io
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth import get_user_model
from django.utils import timezone
from PIL import Image
from playwright.sync_api import Page

from wasl.domains.access.actions import hire_staff
from wasl.domains.access.queries import member_actor, visitor_actor
from wasl.domains.applications.actions import CheckInput, record_checks, submit_whole
from wasl.domains.applications.queries import application_for_work
from wasl.domains.assessments.actions import MechanismFindings, recommend
from wasl.domains.associations.queries import associations_listed
from wasl.domains.decisions.actions import form_committee
from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_simulated
from wasl.domains.policies.actions import adopt_policy, bring_into_force
from wasl.domains.policies.queries import policy_versions_listed
from wasl.faces.cli.profiles import load_profiles
from wasl.faces.edge.tests.given import given_browser
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import mobile
from wasl.foundation.keys import blind_index

PROFILES = Path(__file__).parents[2] / "profiles"
PASSWORD = "نخلة-باسقة-هناك-41"
TOTP_SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"

NOURA = "نورة بنت عبدالله الحربي"
NOURA_ID = "1012345672"
NOURA_PHONE = "0551234567"
SALEM = "سالم عبد الله الحربي"
SALEM_ID = "1098765439"


def given_association(slug: str = "manarat") -> UUID:
    """The association of a profile, with its policy and services."""
    load_profiles([PROFILES / f"{slug}.yaml"])
    listed = associations_listed(Actor.installation())
    return next(row.id for row in listed if row.slug == slug)


def given_member(association: UUID, name: str, *roles: str, **known: Any) -> Actor:
    """Somebody who works in the association, with a password and a second factor."""
    system = Actor.system(association)
    email = known.pop("email", f"{uuid4().hex[:8]}@desk.example")
    staff = hire_staff(system, email=email, name=name, password=PASSWORD, roles=roles, **known)
    TOTP.activate(get_user_model().objects.get(pk=staff.pk), TOTP_SECRET)
    actor = member_actor(system, association=association, staff=staff.pk)
    assert actor is not None
    return actor


def given_huda(association: UUID, **known: Any) -> Actor:
    """Huda, the beneficiary-relations officer."""
    return given_member(association, "هدى السبيعي", "officer", **known)


def given_majed(association: UUID, **known: Any) -> Actor:
    """Majed, the social researcher."""
    return given_member(association, "ماجد القحطاني", "researcher", **known)


def sign_in(page: Page, address: str, actor: Actor) -> Page:
    """Let a browser be signed in as a member of staff, as after password and code."""
    cookie = given_browser(actor).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": address}])
    return page


def applicant(**changes: Any) -> dict[str, Any]:
    """Noura's personal data as typed."""
    typed = {"name": NOURA, "national_id": NOURA_ID, "birth": "1410/05/01", "city": "مكة المكرمة"}
    return typed | changes


def basket_answers(**changes: Any) -> dict[str, Any]:
    """Answers to the questions of Manarat's food basket, as typed."""
    typed = {
        "household_size": "٥",
        "dependants": "3",
        "household_income": "3,500",
        "work_state": "seeking",
        "housing_kind": "rented",
        "rent_amount": "18000",
        "other_support": "no",
        "city": "مكة المكرمة",
        "delivery_way": "pickup",
    }
    return typed | changes


def given_basket_asked(association: UUID, **changes: Any) -> UUID:
    """Noura's application for a food basket, sent from her own phone."""
    phone = changes.pop("phone", NOURA_PHONE)
    index = blind_index("phone", mobile(phone), association=association)
    sent = submit_whole(
        visitor_actor(association, phone_index=index),
        **{
            "key": uuid4(),
            "service": "food-basket",
            "channel": "website",
            "applies_as": "self",
            "phone": phone,
            "applicant": applicant(),
            "answers": basket_answers(),
            "signed_name": NOURA,
            "method": "code",
        }
        | changes,
    )
    return sent.application


def basket_checks() -> list[CheckInput]:
    """Everything that the food basket needs to be complete, found in order."""
    today = timezone.localdate()
    in_a_year = today + timedelta(days=400)
    return [
        CheckInput("identity", "original", original_seen=True, valid_until=in_a_year),
        CheckInput("income_proof", "original", original_seen=True, issued_on=today),
        CheckInput("housing_proof", "original", original_seen=True, valid_until=in_a_year),
    ]


def given_basket_complete(association: UUID, officer: Actor, **changes: Any) -> UUID:
    """Noura's application, which an officer found complete."""
    application = given_basket_asked(association, **changes)
    record_checks(officer, application=application, checks=basket_checks())
    return application


def photo() -> bytes:
    """A small photo of a paper."""
    written = io.BytesIO()
    Image.effect_noise((240, 180), 60).convert("RGB").save(written, "JPEG")
    return written.getvalue()


def given_basket_studied(
    association: UUID, officer: Actor, researcher: Actor, **changes: Any
) -> UUID:
    """Noura's application, which a researcher studied and recommends to accept."""
    application = given_basket_complete(association, officer, **changes)
    found = {"household_income": {"value": "3500", "source": "تعريف بالراتب"}}
    recommend(
        researcher,
        application=application,
        outcome="accept",
        reasons="الدخل دون الحد لكل فرد، والسكن مستأجر، ولا دعم من جهة أخرى.",
        findings=[
            MechanismFindings("administrative_check", found, "طابقت المستندات ما ذُكر في الطلب."),
            MechanismFindings("field_visit", {}, "زرنا الأسرة ووقفنا على حالها، والحاجة قائمة."),
        ],
    )
    return application


def given_committee(association: UUID, *members: Actor) -> UUID:
    """The research committee with a quorum of two; the first member presides."""
    formed = form_committee(
        Actor.system(association),
        name={"ar": "لجنة البحث", "en": "Research committee"},
        members=[one.member for one in members],
        quorum=2,
    )
    return formed.pk


def last_code(association: UUID, phone: str) -> str:
    """The one-time code that a phone received last, once the worker has sent what is due."""
    send_due_messages(Actor.system(association))
    to = mobile(phone)
    for message in messages_simulated(Actor.installation()).messages:
        text = "".join(piece for piece, _is_link in message.pieces)
        found = re.search(r"(?<!\d)\d{6}(?!\d)", text)
        if message.to == to and found:
            return found.group(0)
    raise AssertionError(f"no code came to {phone}")


def reference_of(association: UUID, application: UUID) -> str:
    """The reference that an applicant was given."""
    system = Actor.system(association)
    return application_for_work(system, application=application).reference


def given_training_studied(association: UUID, officer: Actor, researcher: Actor) -> UUID:
    """Noura's application for Durbah's training course, studied and recommended."""
    answers = {
        "course_track": "data",
        "birth_on": "1410/05/01",
        "education": "diploma",
        "work_state": "seeking",
        "attended_before": "no",
        "motivation": "أبحث عن عمل في تحليل البيانات.",
        "city": "الدلم",
    }
    application = given_basket_asked(association, service="training-course", answers=answers)
    today = timezone.localdate()
    in_a_year = today + timedelta(days=400)
    checks = [
        CheckInput(key, "original", original_seen=True, valid_until=in_a_year, issued_on=today)
        for key in ("identity", "qualification")
    ]
    record_checks(officer, application=application, checks=checks)
    recommend(
        researcher,
        application=application,
        outcome="accept",
        reasons="استوفت شروط الدورة، وهي تبحث عن عمل منذ أشهر.",
        findings=[
            MechanismFindings("administrative_check", {}, "طابقت المستندات ما ذُكر في الطلب.")
        ],
    )
    return application


def last_link(association: UUID, to: str) -> str:
    """The path of the last link of a kind, such as `survey`, that a message brought."""
    send_due_messages(Actor.system(association))
    for message in messages_simulated(Actor.installation()).messages:
        text = "".join(piece for piece, _is_link in message.pieces)
        found = re.search(rf"(/[\w-]+/{to}/[\w-]*/?)", text)
        if found:
            return found.group(1)
    raise AssertionError(f"no link to {to} came")


def given_policy_adopted(association: UUID, *, reference: str, adopted_on: date) -> None:
    """The board's adoption of a policy that was a draft until now, and the policy in force."""
    system = Actor.system(association)
    version = policy_versions_listed(system)[0]
    adopt_policy(
        system,
        policy_version=version.id,
        kind="meeting",
        reference=reference,
        adopted_on=adopted_on,
    )
    versions = policy_versions_listed(system)
    seen = next((one.id for one in versions if one.may_open_cases), None)
    bring_into_force(system, policy_version=version.id, seen_against=seen)
