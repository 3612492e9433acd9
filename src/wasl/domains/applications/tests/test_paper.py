"""The request form on paper says what the screen asks, and what the case states."""

from dataclasses import replace
from datetime import date
from uuid import uuid4

import pytest

from wasl.domains.applications.actions import assign, start_application
from wasl.domains.applications.models import Application
from wasl.domains.applications.queries import (
    empty_form,
    empty_form_pdf,
    filled_form,
    filled_form_pdf,
)
from wasl.domains.applications.refusals import FileNotAssigned
from wasl.domains.applications.rules.paper import Letterhead, Stated, request_form
from wasl.domains.applications.tests.given import (
    given_noura_visiting,
    given_ready_association,
    given_submitted_whole,
)
from wasl.domains.catalogue.queries import services_read
from wasl.domains.notifications.tests.given import given_staff
from wasl.domains.policies.tests.given import PROFILES
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import ConflictOfInterest, NotFound
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

HEAD = Letterhead(
    {"ar": "جمعية منارات", "en": "Manarat"}, "2312", {"ar": "مكة"}, ("920000101",), "teal", "arabic"
)
UNSAID = {"ar": "", "en": ""}


def services_of(slug: str):
    """The services of a profile, by their addresses."""
    text = (PROFILES / f"{slug}.yaml").read_text()
    return {one.slug: one for one in services_read(Actor.installation(), text=text, source=slug)}


def paper_of(definition, *, language="ar", stated=None):
    return request_form(
        definition,
        language=language,
        head=HEAD,
        printed_on=date(2026, 11, 21),
        declaration={"ar": "أقر", "en": "I declare"},
        promise=UNSAID,
        promise_clause=UNSAID,
        address="https://wasl.example/",
        qr_svg="",
        stated=stated,
    )


def stating(**changes) -> Stated:
    said = {
        "applies_as": "household",
        "applicant": {},
        "answers": {},
        "documents": frozenset(),
        "reference": "4821-553-907",
    }
    return Stated(**(said | changes))


@pytest.fixture
def basket():
    return services_of("manarat")["food-basket"]


@pytest.mark.parametrize("slug", ["manarat", "wahj", "qabas", "durbah", "baraah"])
def test_every_question_and_document_of_the_screen_is_on_paper(slug):
    definition = next(iter(services_of(slug).values()))
    paper = paper_of(definition)
    assert [one.label.translate(_LATIN) for one in paper.questions.fields] == [
        one.label["ar"].translate(_LATIN) for one in definition.questions
    ]
    assert len(paper.documents) == len(definition.documents)
    assert paper.declaration == "أقر"
    assert not paper.is_filled
    assert not any(one.value for part in paper.parts for one in part.fields)
    assert not any(tick.is_ticked for one in paper.questions.fields for tick in one.ticks)


_LATIN = str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")


def test_english_paper_is_in_english(basket):
    paper = paper_of(basket, language="en")
    assert paper.labels["title"] == "Beneficiary support request"
    assert paper.digits == "latin"
    assert [one.label for one in paper.questions.fields] == [
        one.label["en"] for one in basket.questions
    ]


def test_a_question_for_some_says_for_whom(basket):
    some = replace(basket.questions[0], applies_as=("household",))
    definition = replace(basket, questions=(some, *basket.questions[1:]))
    assert "لأسرتي" in paper_of(definition).questions.fields[0].note
    mine = paper_of(definition, stated=stating(applies_as="self"))
    assert len(mine.questions.fields) == len(basket.questions) - 1


def test_answers_are_written_and_boxes_ticked(basket):
    kinds = {one.key: one.kind for one in basket.questions}
    choice = next(one for one in basket.questions if one.kind == "choice")
    money = next(key for key, kind in kinds.items() if kind == "money")
    yes = next(key for key, kind in kinds.items() if kind == "yes_no")
    answers = {choice.key: choice.choices[1].key, money: "1500.50", yes: False}
    paper = paper_of(basket, stated=stating(answers=answers))
    found = dict(zip(kinds, paper.questions.fields, strict=True))

    assert [one.is_ticked for one in found[choice.key].ticks][:3] == [False, True, False]
    assert found[money].value.split() == ["١٬٥٠٠٫٥٠", "ر.س"]
    assert [one.is_ticked for one in found[yes].ticks] == [False, True]
    assert paper.reference == "4821-553-907"


def test_what_is_not_known_is_ticked_so(basket):
    unsure = next(one for one in basket.questions if one.allow_unknown and one.kind == "money")
    paper = paper_of(basket, stated=stating(answers={unsure.key: None}))
    ticks = [one.ticks for one in paper.questions.fields if one.ticks and one.kind == "line"]
    assert any(one.is_ticked for row in ticks for one in row)


def test_long_names_dates_and_family_are_written_in_both_calendars(basket):
    name = "نورة بنت عبدالرحمن بن محمد بن عبدالعزيز آل إبراهيم السبيعي"
    applicant = {
        "name": name,
        "birth": {"on": "1985-03-02", "precision": "day", "text": "1405/6/10"},
        "phone": "+966551234567",
        "national_id": "1012345672",
        "dependants": [{"name": "سارة", "relation": "daughter", "birth": {"text": "1436"}}],
    }
    paper = paper_of(basket, stated=stating(applicant=applicant, signed_name=name))
    written = {one.label: one.value for part in paper.parts for one in part.fields}

    assert written["الاسم الكامل"] == name
    assert "١٤٠٥هـ" in written["تاريخ الميلاد"]
    assert "١٩٨٥م" in written["تاريخ الميلاد"]
    assert written["رقم الجوال"] == "0551234567"
    assert written["رقم الهوية"] == "1012345672"
    assert paper.members.rows[0][:3] == ("سارة", "ابنة", "١٤٣٦")


class TestForms:
    """The queries that print."""

    @pytest.fixture
    def house(self):
        return given_ready_association()

    def test_anybody_prints_the_empty_form(self, house):
        visitor = Actor("public", house, frozenset({"applications.empty_form"}))
        paper = empty_form(visitor, service="food-basket", language="ar")
        assert not paper.is_filled
        assert paper.address.endswith("/services/food-basket/")
        assert empty_form_pdf(Actor.system(house), service="food-basket", language="en")[:5] == (
            b"%PDF-"
        )
        with pytest.raises(NotFound):
            empty_form(visitor, service="none", language="ar")

    def test_who_works_on_the_case_prints_what_it_states(self, house):
        sent = given_submitted_whole(given_noura_visiting(house))
        huda = given_staff(Actor.system(house), "huda", "officer")
        paper = filled_form(huda, application=sent.application, language="ar")

        assert paper.is_filled
        assert paper.reference.replace("-", "") == sent.reference
        assert paper.signed
        written = {one.label: one.value for part in paper.parts for one in part.fields}
        assert written["رقم الجوال"].startswith("05")
        assert filled_form_pdf(huda, application=sent.application, language="ar")[:5] == b"%PDF-"
        with entered_scope(huda, writing=False):
            assert TrailEntry.objects.filter(verb="applications.filled_form").count() == 1

    def test_a_draft_is_printed_without_a_reference(self, house):
        huda = given_staff(Actor.system(house), "huda", "officer")
        draft = start_application(
            huda, key=uuid4(), service="food-basket", channel="interview", language="ar"
        )
        paper = filled_form(huda, application=draft.pk, language="ar")
        assert (paper.reference, paper.signed, paper.qr_svg) == ("", "", "")

    def test_a_colleagues_case_a_relatives_and_another_house_are_refused(self, house):
        sent = given_submitted_whole(given_noura_visiting(house))
        system = Actor.system(house)
        huda, reem = (given_staff(system, name, "officer") for name in ("huda", "reem"))
        assign(huda, application=sent.application, to=huda.staff)
        with pytest.raises(FileNotAssigned):
            filled_form(reem, application=sent.application, language="ar")
        ibrahim = given_staff(Actor.system(given_ready_association("wahj")), "ibrahim", "officer")
        with pytest.raises(NotFound):
            filled_form(ibrahim, application=sent.application, language="ar")
        with entered_scope(system, writing=False):
            indexes = Application.objects.get(pk=sent.application).conflict_indexes
        with pytest.raises(ConflictOfInterest):
            filled_form(
                replace(huda, kin=frozenset(indexes)), application=sent.application, language="ar"
            )
