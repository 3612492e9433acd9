"""A policy on paper: what it says of its version, who signs, and who may print it."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.utils import timezone

from wasl.domains.access.queries import visitor_actor
from wasl.domains.associations.tests.given import given_association
from wasl.domains.policies import ports
from wasl.domains.policies.actions import (
    BoardSignature,
    adopt_policy,
    name_board_member,
    remind_acknowledgements,
)
from wasl.domains.policies.queries import circulation_words, policy_pdf, public_versions
from wasl.domains.policies.refusals import AudienceUnknown, NoPolicyInForce
from wasl.domains.policies.rules.paper import clause_numbers
from wasl.domains.policies.tests.given import given_adopted, given_draft, given_in_force
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotFound

pytestmark = pytest.mark.django_db


class Kept:
    """A printer that keeps what it was given."""

    def __init__(self) -> None:
        self.policies: list[Mapping[str, Any]] = []

    def print_policy(self, policy: Mapping[str, Any], /) -> bytes:
        """A PDF without a page."""
        self.policies.append(policy)
        return b"%PDF-"


@pytest.fixture
def printer():
    before = ports.policy_printer()
    kept = Kept()
    ports.connect_policy_printer(kept)
    yield kept
    ports.connect_policy_printer(before)


@pytest.fixture
def association():
    return given_association()


def printed(printer: Kept, by: Actor, version: UUID, language: str = "ar") -> str:
    policy_pdf(by, policy_version=version, language=language)
    return json.dumps(printer.policies[-1], ensure_ascii=False)


@pytest.mark.parametrize(
    ("refs", "numbers"),
    [
        (["steps.levels", "steps.1", "steps.2"], ("", "1", "2")),
        (["objectives.6", "objectives.6.5"], ("6", "6/5")),
        (["scope.parties", "scope.rights"], ("1", "2")),
        ([], ()),
    ],
)
def test_clauses_are_numbered_by_their_references_or_counted(refs, numbers):
    assert clause_numbers(refs) == numbers


def test_a_version_in_force_says_its_adoption_in_both_calendars(printer, association):
    said = printed(printer, Actor.system(association), given_in_force(association))
    assert "10 ربيع الآخر 1446" in said or "١٠ ربيع الآخر ١٤٤٦" in said
    assert "قرار مجلس الإدارة" in said
    assert printer.policies[-1]["standing"] == ""
    assert printer.policies[-1]["page_url"].endswith("/manarat/policy/1/")


def test_a_draft_says_so_and_waits_for_the_signatures_of_the_board(printer, association):
    system = Actor.system(association)
    name_board_member(system, name="سعد العمري", capacity="chair", named_on=date(2026, 1, 1))
    given_in_force(association)
    policy_pdf(system, policy_version=given_draft(association))
    paper = printer.policies[-1]
    assert "مسودة" in paper["standing"]
    assert [(one["name"], one["capacity"], one["signed"]) for one in paper["signatures"]] == [
        ("سعد العمري", "رئيس مجلس الإدارة", "")
    ]
    assert paper["page_url"].endswith("/manarat/policy/")


def test_who_signed_is_named_to_our_own_people_only(printer, association):
    system = Actor.system(association)
    version = given_draft(association)
    adopt_policy(
        system,
        policy_version=version,
        kind="meeting",
        reference="7",
        adopted_on=timezone.localdate(),
        signatures=[BoardSignature("سعد العمري", "chair", timezone.localdate())],
    )
    assert "سعد العمري" in printed(printer, system, version)
    with pytest.raises(NotFound):
        policy_pdf(visitor_actor(association), policy_version=version)


def test_a_visitor_prints_what_is_public_and_nothing_else(printer, association):
    visitor = visitor_actor(association)
    shown, hidden = given_in_force(association), given_adopted(association)
    assert [one.id for one in public_versions(visitor)] == [shown]
    assert policy_pdf(visitor, policy_version=shown).startswith(b"%PDF-")
    for version in (hidden, uuid4()):
        with pytest.raises(NotFound):
            policy_pdf(visitor, policy_version=version)


def test_it_is_printed_in_english_when_asked(printer, association):
    said = printed(printer, Actor.system(association), given_in_force(association), "en")
    assert "Adopted by board decision" in said
    assert "October 2024" in said


def test_another_association_prints_nothing(association):
    version = given_in_force(association)
    with pytest.raises(NotFound):
        policy_pdf(Actor.system(given_association("wahj")), policy_version=version)


def test_a_circulation_says_its_words_in_each_language_it_goes_out_in(association):
    system = Actor.system(association)
    version = given_in_force(association)
    beneficiaries = circulation_words(system, policy_version=version, audience="beneficiaries")
    assert set(beneficiaries.body) == {"ar", "en"}
    assert "/manarat/policy/" in beneficiaries.body["ar"]
    assert beneficiaries.reached is None
    staff = circulation_words(
        system, policy_version=version, audience="staff", note="نلتقي  يوم الأحد"
    )
    assert staff.body["ar"].endswith("نلتقي يوم الأحد")
    assert staff.reached == 0


def test_the_words_of_an_unknown_audience_are_refused(association):
    version = given_in_force(association)
    with pytest.raises(AudienceUnknown):
        circulation_words(Actor.system(association), policy_version=version, audience="all")


def test_nobody_is_reminded_before_a_policy_is_in_force(association):
    with pytest.raises(NoPolicyInForce):
        remind_acknowledgements(Actor.system(association))
