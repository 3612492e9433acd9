"""Every clause shows what proves it now, and a clause without proof says so."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.domains.access.tests.given import given_director, given_huda, given_staff
from wasl.domains.agreements.tests.given import given_in_force as given_agreement
from wasl.domains.associations.tests.given import given_association
from wasl.domains.governance.queries import clause_evidence, policy_evidence
from wasl.domains.governance.rules import (
    CARRIERS,
    Carrier,
    carriers_of,
    evidence_of,
    state_of,
)
from wasl.domains.parties.actions import point_out_pair, settle_as_different
from wasl.domains.parties.tests.given import given_noura, given_salem
from wasl.domains.policies.actions import acknowledge_policy, circulate_policy
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.domains.policies.tests.given import given_definition, given_in_force
from wasl.foundation.actor import Actor
from wasl.foundation.figures import Figure
from wasl.foundation.refusal import NotAllowed, NotFound

PROFILES = ("manarat", "wahj", "qabas", "durbah", "baraah")
WORDS = {"ar": "س", "en": "x"}


@pytest.mark.django_db
@pytest.mark.parametrize("slug", PROFILES)
def test_every_statement_that_a_profile_cites_says_how_it_is_proved(slug):
    cited = {one for clause in given_definition(slug)["clauses"] for one in clause["requirements"]}

    assert cited - set(CARRIERS) == set()


def test_all_requirements_are_there_and_all_speak_both_languages():
    assert [f"R{number}" for number in range(1, 72)] == list(CARRIERS)
    for carrier in CARRIERS.values():
        for words in (carrier.carried, carrier.needs, carrier.shows or WORDS):
            assert words["ar"].strip()
            assert words["en"].strip()


def test_what_nothing_can_count_says_so():
    unproved = [one for one in CARRIERS.values() if not one.figure]
    said = [one for one in unproved if "لا يثبته النظام بعد" in one.needs["ar"]]
    outcomes = [one for one in unproved if "لا يُقاس بعدد" in one.needs["ar"]]

    assert len(said) + len(outcomes) == len(unproved)
    assert {one.requirement for one in outcomes} == {"R28", "R30", "R50"}


def test_a_figure_of_nothing_is_no_proof():
    counted = Carrier("R1", WORDS, WORDS, "a", "count", WORDS)
    shared = Carrier("R2", WORDS, WORDS, "b", "share", WORDS)
    silent = Carrier("R3", WORDS, WORDS)
    figures = {"a": Figure(0), "b": Figure(17, 18)}

    none, some, never = (evidence_of(one, figures) for one in (counted, shared, silent))
    assert (none.state, none.value) == ("no_proof", None)
    assert some.state == "proved"
    assert some.value == {"ar": "94٪ (17 من 18)", "en": "94% (17 of 18)"}
    assert never.state == "not_measurable"
    assert state_of((some, never)) == "proved"
    assert state_of((some, none)) == "no_proof"
    assert state_of((never,)) == state_of(()) == "not_measurable"


def test_seventeen_of_eighteen_never_reads_as_all():
    assert Figure(999, 1000).percent == 99
    assert Figure(1000, 1000).percent == 100
    assert Figure(0, 0).percent is None


@pytest.fixture
def association():
    return given_association()


@pytest.fixture
def mona(association):
    return given_director(association)


def found(by, requirement):
    return next(
        one
        for clause in policy_evidence(by).clauses
        for one in clause.evidence
        if one.requirement == requirement
    )


@pytest.mark.django_db
def test_before_a_policy_is_in_force_nothing_can_be_proved(mona):
    with pytest.raises(NoPolicyInForce):
        policy_evidence(mona)


@pytest.mark.django_db
def test_a_clause_follows_what_was_done(association, mona):
    huda = given_huda(association)
    version = given_in_force(association)
    assert found(mona, "R5").state == "no_proof"

    circulate_policy(mona, policy_version=version, audience="staff")
    acknowledge_policy(huda, policy_version=version)
    circulated = found(mona, "R5")
    assert (circulated.state, circulated.value["en"]) == ("proved", "1")
    assert circulated.last_on is not None


@pytest.mark.django_db
def test_acknowledgements_are_told_as_so_many_of_so_many(association, mona):
    huda = given_huda(association)
    version = given_in_force(association, "wahj")
    acknowledge_policy(huda, policy_version=version)

    assert found(mona, "R14").value["en"] == "50% (1 of 2)"


@pytest.mark.django_db
def test_an_agreement_and_a_settled_pair_prove_what_they_carry_out(association, mona):
    def states(requirement):
        found = policy_evidence(mona).clauses
        return {
            one.state
            for clause in found
            for one in clause.evidence
            if one.requirement == requirement
        }

    given_in_force(association, "manarat")
    system, huda = Actor.system(association), given_huda(association)
    noura, salem = given_noura(system), given_salem(system)
    assert states("R2") == states("R70") == {"no_proof"}

    given_agreement(system, party=noura.pk)
    pair = point_out_pair(huda, one=noura.pk, other=salem.pk)
    settle_as_different(huda, pair=pair.pk)
    assert states("R2") == states("R70") == {"proved"}


@pytest.mark.django_db
def test_one_clause_has_its_neighbours(association, mona):
    given_in_force(association)
    refs = [one.ref for one in policy_evidence(mona).clauses]
    sheet = clause_evidence(mona, ref=refs[1])

    assert (sheet.before, sheet.after) == (refs[0], refs[2])
    assert clause_evidence(mona, ref=refs[0]).before == ""
    with pytest.raises(NotFound):
        clause_evidence(mona, ref="no.such")


@pytest.mark.django_db
def test_the_clauses_of_an_older_version_stay_readable(association, mona):
    first = given_in_force(association)
    given_in_force(association, "durbah")

    sheet = clause_evidence(mona, ref="steps.6", policy_version=first)
    assert sheet.version.stage == "superseded"


@pytest.mark.django_db
def test_the_questions_do_not_grow_with_the_clauses(association, mona):
    def asked(by):
        with CaptureQueriesContext(
            connection,
        ) as said:
            policy_evidence(by)
        return len(said)

    given_in_force(association)
    policy_evidence(mona)
    many = asked(mona)
    other = given_association("durbah")
    director = given_director(other)
    given_in_force(other, "durbah")
    policy_evidence(director)
    assert len(policy_evidence(mona).clauses) > len(policy_evidence(director).clauses)
    assert asked(director) == many
    assert many <= 45


@pytest.mark.django_db
def test_everybody_who_works_here_reads_the_evidence_and_nobody_else(association, mona):
    given_in_force(association)
    for role in ("officer", "auditor", "researcher", "committee_member", "delegate"):
        member = given_staff(association, f"عضو {role}", roles=[role])
        assert policy_evidence(member).clauses
    with pytest.raises(NotAllowed):
        policy_evidence(Actor("public", association))


@pytest.mark.django_db
def test_another_association_counts_only_its_own(association, mona):
    version = given_in_force(association)
    circulate_policy(mona, policy_version=version, audience="staff")
    other = given_association("wahj")
    ibrahim = given_director(other)
    given_in_force(other)

    assert found(ibrahim, "R5").state == "no_proof"
    with pytest.raises(NotFound):
        clause_evidence(ibrahim, ref="steps.1", policy_version=version)


def test_only_statements_have_carriers():
    assert carriers_of(["R1", "R99"]) == (CARRIERS["R1"],)
