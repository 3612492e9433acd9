"""The clauses of the policy at the desk, each with what proves it."""

import re

import pytest

from wasl.domains.associations.tests.given import given_association
from wasl.domains.policies.queries import policy_in_force
from wasl.domains.policies.tests.given import given_in_force
from wasl.faces.desk.tests.given import browser_of, given_desk, given_member
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db


def page(actor, address):
    answer = browser_of(actor).get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


@pytest.fixture
def manarat():
    association = given_association("manarat")
    given_in_force(association)
    return association


@pytest.mark.parametrize("role", ["director", "auditor", "officer", "researcher"])
def test_everybody_at_the_desk_reads_the_clauses(manarat, role):
    said = page(given_member(manarat, role), "/manarat/desk/policy/clauses/")

    assert "/manarat/desk/policy/clauses/steps.5/" in said
    assert "لا شاهد بعد" in said


def test_only_the_clauses_without_proof_can_be_shown(manarat):
    director = given_member(manarat, "director")
    every = page(director, "/manarat/desk/policy/clauses/")
    some = page(director, "/manarat/desk/policy/clauses/?state=no_proof")
    rows = r'class="evidence-name"'

    assert 0 < len(re.findall(rows, some)) < len(re.findall(rows, every))
    assert len(re.findall(rows, page(director, "/manarat/desk/policy/clauses/?state=x"))) == len(
        re.findall(rows, every)
    )


def test_clauses_of_every_section_have_a_page(manarat):
    director = given_member(manarat, "director")
    browser = browser_of(director)
    last_of_section = {one.section: one for one in policy_in_force(director).policy.clauses}
    for clause in last_of_section.values():
        answer = browser.get(f"/manarat/desk/policy/clauses/{clause.ref}/")
        assert answer.status_code == 200, clause.ref
    assert browser.get("/manarat/desk/policy/clauses/no.such/").status_code == 404


def test_a_clause_without_proof_says_what_would_prove_it(manarat):
    said = page(given_member(manarat, "director"), "/manarat/desk/policy/clauses/steps.7/")

    assert "ما يثبته" in said


def test_a_page_links_only_where_its_reader_may_go(manarat):
    address = "/manarat/desk/policy/clauses/scope.renewal/"

    assert "/manarat/desk/policy/circulations/" in page(given_member(manarat, "director"), address)
    assert "/manarat/desk/policy/circulations/" not in page(
        given_member(manarat, "officer"), address
    )


def test_a_clause_that_only_an_older_version_has_is_read_there(manarat):
    first = policy_in_force(Actor.system(manarat)).id
    given_in_force(manarat, "durbah")
    director = given_member(manarat, "director")

    said = page(director, "/manarat/desk/policy/clauses/eligibility.importance.fraud/")
    assert "هذا الإصدار غير سارٍ" in said
    assert page(director, f"/manarat/desk/policy/{first}/clauses/")


def test_what_cites_a_clause_leads_to_it():
    desk = given_desk()
    officer = desk.member("officer")
    received = policy_in_force(officer).policy.step("receive")
    assert received is not None
    cited = received.clause

    assert f"/manarat/desk/policy/clauses/{cited}/" in page(officer, desk.address("intake/"))


def test_before_a_policy_is_in_force_the_page_says_so():
    association = given_association("manarat")

    assert "لا توجد سياسة" in page(
        given_member(association, "director"), "/manarat/desk/policy/clauses/"
    )
