"""Setting up in the browser: staff, services, the committee, and what is still missing."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tests.journeys.given import given_association as given_whole_association
from wasl.domains.access.queries import staff_listed, staff_sheet
from wasl.domains.associations.actions import open_branch
from wasl.domains.associations.tests.given import given_association
from wasl.domains.catalogue.actions import close_service
from wasl.domains.catalogue.queries import service_called, services_offered
from wasl.domains.decisions.actions import open_session, plan_session
from wasl.domains.decisions.queries import committees_listed
from wasl.domains.policies.queries import policy_in_force
from wasl.faces.desk.setup.starters import ICONS, starters_offered
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def manarat() -> UUID:
    return given_whole_association("manarat")


@pytest.fixture
def mona(manarat: UUID) -> Actor:
    return given_member(manarat, "director", name="منى الحربي")


@pytest.fixture
def browser(mona: Actor) -> Client:
    return browser_of(mona)


def _at(rest: str, slug: str = "manarat") -> str:
    return f"/{slug}/desk/setup/{rest}"


def _invite(browser: Client, **changes: Any) -> Any:
    asked = {
        "name": "هدى السبيعي",
        "email": "huda@manarat.example",
        "roles": ["officer"],
        "relatives": "",
    }
    return browser.post(_at("staff/new/"), asked | changes)


def _typed(answer: Any) -> dict[str, Any]:
    """What the boxes of a service's form hold, as a browser would send it."""
    form = answer.context["form"]
    found: dict[str, Any] = {"seen": str(answer.context["seen"])}
    for name in form.fields:
        value = form[name].value()
        if value is True:
            found[name] = "on"
        elif value not in (None, False):
            found[name] = value
    return found


def _begin(browser: Client, starter: str = "legal-consultation", **changes: Any) -> Any:
    path = _at(f"services/begin/{starter}/")
    typed = _typed(browser.get(path)) | {"act": "publish"} | changes
    return browser.post(path, typed)


def test_somebody_is_invited_with_roles_branch_and_relatives(
    browser: Client, mona: Actor, manarat: UUID
):
    branch = open_branch(mona, slug="quiet", name={"ar": "فرع", "en": "Branch"}).pk
    told = _invite(
        browser,
        roles=["officer", "registrar"],
        branch=str(branch),
        relatives="0559876543\n١٠٠٠٠٠٠٠٠٨\n",
    )
    assert told.status_code == 302, told.context["form"].errors
    row = next(one for one in staff_listed(mona) if one.email == "huda@manarat.example")
    assert (row.roles, row.is_pending, row.branch) == (("officer", "registrar"), True, branch)
    assert staff_sheet(mona, staff=row.id).kin_count == 2
    page = browser.get(told["Location"]).content.decode()
    assert "هدى السبيعي" in page
    assert "0559876543" not in page


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"email": "no"}, "email"),
        ({"roles": []}, "roles"),
        ({"roles": ["operator"]}, "roles"),
        ({"relatives": "0559876543\n123"}, "relatives"),
        ({"relatives": "\n".join(["0559876543"] * 61)}, "relatives"),
    ],
)
def test_an_invitation_lacks_nothing(browser: Client, changes: dict[str, Any], field: str):
    answer = _invite(browser, **changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors


def test_nobody_is_invited_twice(browser: Client):
    _invite(browser)
    assert "email" in _invite(browser).context["form"].errors


def test_roles_branch_relatives_and_leaving_are_changed_on_the_page(
    browser: Client, mona: Actor, manarat: UUID
):
    huda = given_member(manarat, "officer")
    branch = open_branch(mona, slug="quiet", name={"ar": "فرع", "en": "Branch"}).pk
    own = f"staff/{huda.staff}/"
    assert browser.get(_at(own)).status_code == 200
    assert browser.post(_at(own + "roles/"), {"roles": []}).status_code == 422
    browser.post(_at(own + "roles/"), {"roles": ["auditor"]})
    browser.post(_at(own + "branch/"), {"branch": str(branch)})
    assert browser.post(_at(own + "branch/"), {"branch": "x"}).status_code == 422
    browser.post(_at(own + "relatives/"), {"relatives": "0559876543"})
    assert browser.post(_at(own + "relatives/"), {"relatives": ""}).status_code == 422
    sheet = staff_sheet(mona, staff=huda.member)
    assert (sheet.row.roles, sheet.row.branch, sheet.kin_count) == (("auditor",), branch, 1)
    assert browser.post(_at(own + "invite/")).status_code == 302
    assert browser.get(_at(own + "leave/")).status_code == 200
    browser.post(_at(own + "leave/"))
    assert not staff_sheet(mona, staff=huda.member).row.is_active
    assert browser.get(_at("staff/")).status_code == 200


def test_a_director_neither_dismisses_nor_changes_herself(browser: Client, mona: Actor):
    own = f"staff/{mona.staff}/"
    assert browser.post(_at(own + "leave/")).status_code == 409
    assert browser.post(_at(own + "roles/"), {"roles": ["officer"]}).status_code == 422
    assert staff_sheet(mona, staff=mona.member).row.roles == ("director",)


def test_the_link_is_shown_once_where_no_mail_is_carried(browser: Client, settings):
    settings.WASL_SIMULATORS = False
    settings.EMAIL_HOST = ""
    told = _invite(browser)
    assert told.status_code == 200
    found = re.search(r"/manarat/invitation/[\w-]+/", told.content.decode())
    assert found
    assert Client().get(found.group(0)).status_code == 200


def test_ibrahim_and_officers_set_up_nothing_here(manarat: UUID):
    huda = given_member(manarat, "officer")
    ibrahim = given_member(given_association("wahj"), "director", "officer")
    for rest in ("", "staff/", "staff/new/", "services/", "committee/", f"staff/{huda.staff}/"):
        assert browser_of(huda).get(_at(rest)).status_code == 403
        assert browser_of(ibrahim).get(_at(rest)).status_code == 404
    own = browser_of(ibrahim)
    assert own.get(_at(f"staff/{huda.staff}/", "wahj")).status_code == 404
    assert own.get(_at(f"committee/{uuid4()}/", "wahj")).status_code == 404


@pytest.mark.parametrize("profile", ["manarat", "wahj", "durbah", "baraah"])
def test_every_ready_service_fits_every_policy_and_is_published(profile: str):
    association = given_whole_association(profile)
    director = given_member(association, "director")
    policy = policy_in_force(director).policy
    offered = starters_offered(director)
    assert [one.slug for one in offered] == list(ICONS)
    for one in offered:
        assert policy.decider(one.decided_by)
        assert all(policy.clause(str(criterion["clause"])) for criterion in one.criteria)
    before = len(services_offered(director))
    browser = browser_of(director)
    for starter in ICONS:
        path = f"/{profile}/desk/setup/services/begin/{starter}/"
        typed = _typed(browser.get(path))
        assert browser.post(path, typed | {"act": "preview"}).status_code == 200
        told = browser.post(path, typed | {"act": "publish"})
        assert told.status_code == 302, (starter, told.context["form"].errors)
    assert len(services_offered(director)) == before + len(ICONS)


def test_a_service_is_begun_seen_changed_and_published(browser: Client, mona: Actor):
    path = _at("services/begin/tuition-support/")
    typed = _typed(browser.get(path)) | {
        "title_ar": "دعم رسوم الجامعة",
        "title_en": "University fees",
        "limit_income_limit_0": "١٨٠٠",
        "amount_0": "5,500",
        "capacity": "40",
        "document_identity": "optional",
        "new_0_title_ar": "جدول المحاضرات",
        "new_0_title_en": "Timetable",
        "new_0_need": "required",
    }
    seen = browser.post(path, typed | {"act": "preview"})
    assert seen.status_code == 200
    assert "1800" in seen.content.decode()
    assert len(services_offered(mona)) == 3
    back = browser.post(path, typed | {"act": "edit"})
    assert back.context["form"]["title_en"].value() == "University fees"
    assert browser.post(path, typed | {"act": "publish"}).status_code == 302
    row = service_called(mona, slug="tuition-support")
    definition = row.definition
    criterion = definition.criteria[0]
    assert (row.places, definition.capacity, definition.title["en"]) == (40, 40, "University fees")
    assert str(definition.delivery[0].amount) == "5500.00"
    assert criterion["tree"]["value"] == 1800
    assert "1800" in criterion["unmet"]["ar"]
    assert "1800" in criterion["title"]["en"]
    added = definition.document("added_1")
    assert added is not None
    assert added.required
    identity = definition.document("identity")
    assert identity is not None
    assert not identity.required


def test_a_change_is_a_new_edition_and_a_second_hand_is_refused(browser: Client, mona: Actor):
    path = _at("services/food-basket/")
    typed = _typed(browser.get(path)) | {"act": "publish", "capacity": "10"}
    assert browser.post(path, typed).status_code == 302
    assert service_called(mona, slug="food-basket").edition_number == 2
    late = browser.post(path, typed)
    assert late.status_code == 409
    assert service_called(mona, slug="food-basket").edition_number == 2
    again = _typed(browser.get(path)) | {"act": "publish", "capacity": "25"}
    browser.post(path, again)
    assert service_called(mona, slug="food-basket").places == 25


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title_en": ""}, "title_en"),
        ({"mechanisms": []}, "mechanisms"),
        ({"mechanisms": ["telepathy"]}, "mechanisms"),
        ({"decided_by": "king"}, "decided_by"),
        ({"applies_as": []}, "applies_as"),
        ({"questions": []}, "questions"),
        ({"questions": ["fees_amount"]}, "questions"),
        ({"new_0_title_ar": "وثيقة"}, "new_0_title_en"),
        ({"capacity": "0"}, "capacity"),
        ({"target_days": "400"}, "target_days"),
        ({"limit_income_limit_0": "x"}, "limit_income_limit_0"),
    ],
)
def test_a_mistake_in_a_service_is_told_at_its_field(
    browser: Client, mona: Actor, changes: dict[str, Any], field: str
):
    answer = _begin(browser, "tuition-support", **changes)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    assert len(services_offered(mona)) == 3


def test_a_condition_left_out_frees_its_questions(browser: Client, mona: Actor):
    path = _at("services/begin/tuition-support/")
    typed = _typed(browser.get(path))
    for name in [key for key in typed if key.startswith("criterion_")]:
        del typed[name]
    typed |= {"questions": ["fees_amount"], "act": "publish"}
    assert browser.post(path, typed).status_code == 302
    definition = service_called(mona, slug="tuition-support").definition
    assert definition.criteria == ()
    assert [one.key for one in definition.questions] == ["fees_amount"]


def test_a_second_service_of_a_kind_gets_its_own_address(browser: Client, mona: Actor):
    assert _begin(browser, "food-basket").status_code == 302
    assert service_called(mona, slug="food-basket-2").title["en"] == "Food basket"


def test_services_are_closed_and_opened(browser: Client, mona: Actor):
    browser.post(_at("services/food-basket/close/"))
    assert not service_called(mona, slug="food-basket").is_open
    browser.post(_at("services/food-basket/open/"))
    assert service_called(mona, slug="food-basket").is_open
    assert browser.post(_at("services/none/open/")).status_code == 404
    assert browser.get(_at("services/begin/none/")).status_code == 404


def test_without_a_policy_the_way_to_it_is_shown():
    association = given_association("durbah")
    browser = browser_of(given_member(association, "director"))
    page = browser.get("/durbah/desk/setup/services/").content.decode()
    assert "/durbah/desk/policy/" in page
    assert browser.get("/durbah/desk/setup/committee/").status_code == 200
    assert browser.get("/durbah/desk/setup/services/begin/food-basket/").status_code == 409


def test_a_committee_is_formed_renewed_and_dissolved(browser: Client, mona: Actor, manarat: UUID):
    fahad = given_member(manarat, "committee_chair", name="فهد القحطاني")
    amal = given_member(manarat, "committee_member", name="أمل الغامدي")
    sultan = given_member(manarat, "committee_member", name="سلطان الشهري")
    asked = {
        "name_ar": "لجنة البحث",
        "name_en": "Research committee",
        "members": [str(amal.staff)],
        "chair": str(fahad.staff),
        "quorum": "2",
    }
    assert browser.get(_at("committee/new/")).context["form"]["name_ar"].value() == "لجنة البحث"
    wrongs: list[dict[str, Any]] = [{"quorum": "3"}, {"members": []}, {"quorum": "0"}]
    for wrong in (*wrongs, {"chair": str(amal.staff)}):
        assert browser.post(_at("committee/new/"), asked | wrong).status_code == 422
    assert browser.post(_at("committee/new/"), asked).status_code == 302
    first = committees_listed(mona)[0]
    assert {one.name for one in first.members} == {"فهد القحطاني", "أمل الغامدي"}
    session = plan_session(
        mona, committee=first.id, held_on=timezone.localdate() + timedelta(days=1)
    )
    renewed = asked | {"members": [str(amal.staff), str(sultan.staff)]}
    assert browser.post(_at(f"committee/{first.id}/"), renewed).status_code == 302
    sitting = [one for one in committees_listed(mona) if one.is_active]
    assert [len(one.members) for one in sitting] == [3]
    session.refresh_from_db()
    assert session.committee_id == sitting[0].id
    assert browser.post(_at(f"committee/{first.id}/"), renewed).status_code == 422
    open_session(fahad, session=session.pk)
    assert browser.post(_at(f"committee/{sitting[0].id}/"), renewed).status_code == 422
    browser.post(_at(f"committee/{sitting[0].id}/dissolve/"))
    assert not any(one.is_active for one in committees_listed(mona))
    assert browser.get(_at("committee/")).status_code == 200


def test_no_committee_is_formed_where_the_policy_names_none():
    association = given_whole_association("durbah")
    director = given_member(association, "director")
    chair = given_member(association, "committee_chair")
    asked = {
        "name_ar": "لجنة",
        "name_en": "Committee",
        "members": [str(chair.staff)],
        "chair": str(chair.staff),
        "quorum": "1",
    }
    browser = browser_of(director)
    assert browser.get("/durbah/desk/setup/committee/").status_code == 200
    assert browser.post("/durbah/desk/setup/committee/new/", asked).status_code == 422
    assert committees_listed(director) == ()


def test_what_is_missing_stands_on_the_home_page_until_it_is_done(
    browser: Client, mona: Actor, manarat: UUID
):
    missing = browser.get("/manarat/desk/").context["missing"]
    assert [line.is_done for line in missing] == [False] * len(missing)
    assert any("role=officer" in line.url for line in missing)
    deciding = ("committee_chair", "committee_member", "department_head", "reviewer")
    for role in ("officer", "researcher", "registrar", *deciding):
        given_member(manarat, role)
    fahad = next(one for one in staff_listed(mona) if "committee_chair" in one.roles)
    browser.post(
        _at("committee/new/"),
        {
            "name_ar": "لجنة",
            "name_en": "Committee",
            "members": [str(fahad.id)],
            "chair": str(fahad.id),
            "quorum": "1",
        },
    )
    left = browser.get("/manarat/desk/").context.get("missing", [])
    assert not [str(line.text) for line in left if "/setup/" in line.url]
    assert browser.get(_at("")).status_code == 200
    for row in services_offered(mona):
        close_service(mona, service=row.id)
    assert any("services" in line.url for line in browser.get("/manarat/desk/").context["missing"])
    officer = given_member(manarat, "officer")
    assert "missing" not in browser_of(officer).get("/manarat/desk/").context
