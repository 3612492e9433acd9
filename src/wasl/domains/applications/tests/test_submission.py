"""Applications are begun, filled in and sent, each once, whatever is typed and repeated."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from wasl.domains.access.tests.given import given_huda, given_ibrahim, given_staff
from wasl.domains.applications.actions import (
    discard_application,
    mark_assessed,
    save_answers,
    start_application,
    submit_application,
    submit_whole,
)
from wasl.domains.applications.models import Application, Declaration
from wasl.domains.applications.queries import UNKNOWN, application_for_work
from wasl.domains.applications.refusals import (
    AnswersMalformed,
    AnswersMissing,
    ChannelNotInPolicy,
    FileNotAssigned,
    KeyReused,
    PhoneNotConfirmed,
    UnknownField,
)
from wasl.domains.applications.rules.frozen import digest
from wasl.domains.applications.tests.given import (
    NOURA,
    SERVICE,
    answers_typed,
    applicant_data,
    case_of,
    given_draft,
    given_noura_visiting,
    given_ready_association,
    given_submitted,
    given_submitted_whole,
    on_behalf_of_noura,
    service_definition,
    submission_fields,
    whole_fields,
)
from wasl.domains.associations.tests.given import given_association
from wasl.domains.catalogue.actions import close_service, publish_service
from wasl.domains.catalogue.queries import service_called
from wasl.domains.catalogue.refusals import ServiceClosed
from wasl.domains.contacts.queries import contacts_about
from wasl.domains.notifications.queries import messages_about
from wasl.domains.parties.queries import party_strip
from wasl.domains.parties.tests.given import NOURA_ID
from wasl.domains.policies.refusals import NoPolicyInForce
from wasl.domains.privacy.actions import open_file_out_of_turn
from wasl.domains.privacy.queries import consents_of
from wasl.foundation.actor import Actor
from wasl.foundation.calendar import WorkCalendar
from wasl.foundation.refusal import ConflictOfInterest, NotFound, Stale, WrongStage
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def association():
    return given_ready_association()


@pytest.fixture
def noura(association):
    return given_noura_visiting(association)


@pytest.fixture
def system(association):
    return Actor.system(association)


@pytest.fixture
def huda(association):
    return given_huda(association)


def test_the_same_key_begins_one_draft(noura):
    key = uuid4()
    first = given_draft(noura, key=key, filled=False)
    assert given_draft(noura, key=key, filled=False).pk == first.pk


def test_a_closed_service_takes_no_new_draft_but_returns_the_old_one(noura, system):
    key = uuid4()
    first = given_draft(noura, key=key, filled=False)
    close_service(system, service=service_called(system, slug=SERVICE).id)
    assert given_draft(noura, key=key, filled=False).pk == first.pk
    with pytest.raises(ServiceClosed):
        given_draft(noura)


def test_no_case_opens_before_a_policy_is_in_force():
    association = given_association("durbah")
    publish_service(Actor.system(association), definition=service_definition())
    with pytest.raises(NoPolicyInForce):
        given_draft(given_noura_visiting(association))


def test_a_channel_that_the_policy_does_not_list_is_refused(noura):
    with pytest.raises(ChannelNotInPolicy):
        given_draft(noura, channel="letters")


def test_an_applicant_cannot_begin_with_another_phone(noura):
    with pytest.raises(PhoneNotConfirmed):
        given_draft(noura, phone="0559999999")


def test_somebody_elses_key_is_no_way_into_his_draft(association, noura):
    key = uuid4()
    given_draft(noura, key=key)
    with pytest.raises(KeyReused):
        given_draft(given_noura_visiting(association, "0559999999"), key=key, phone="")


def test_answers_are_kept_in_their_stored_form(noura, association):
    draft = given_draft(noura)
    save_answers(noura, application=draft.pk, answers={"income": UNKNOWN, "story": "  "})
    case = case_of(association, draft.pk)
    assert case.answers == {"members": 5, "income": None, "work": "seeking", "rents": True}
    assert case.applicant["national_id"] == NOURA_ID
    assert case.applicant["birth"]["calendar"] == "hijri"


@pytest.mark.parametrize("typed", ["1012345673", "3012345672", "101234567", "10l2345672"])
def test_an_id_that_cannot_be_right_is_told_at_its_field_and_nowhere_else(
    noura, typed, caplog, association
):
    draft = given_draft(noura, filled=False)
    with pytest.raises(AnswersMalformed) as refused:
        save_answers(noura, application=draft.pk, applicant={"national_id": typed, "city": "جدة"})
    assert list(refused.value.errors) == ["applicant.national_id"]
    assert typed not in str(refused.value.errors["applicant.national_id"])
    assert typed not in repr(refused.value)
    assert typed not in caplog.text
    assert case_of(association, draft.pk).applicant == {}


def test_fields_that_nobody_asked_for_are_refused(noura):
    draft = given_draft(noura)
    extras: list[dict[str, Any]] = [
        {"applicant": {"stage": "complete"}},
        {"answers": {"decided_by": "me"}},
    ]
    for extra in extras:
        with pytest.raises(UnknownField):
            save_answers(noura, application=draft.pk, **extra)


def test_a_stale_save_shows_both_values_and_overwrites_nothing(noura, association):
    draft = given_draft(noura)
    save_answers(noura, application=draft.pk, version=draft.version, answers={"members": "6"})
    with pytest.raises(Stale) as refused:
        save_answers(noura, application=draft.pk, version=draft.version, answers={"members": "7"})
    assert refused.value.differences == {"members": (6, 7)}
    assert case_of(association, draft.pk).answers["members"] == 6


def test_an_empty_value_empties(noura, association):
    draft = given_draft(noura)
    save_answers(noura, application=draft.pk, answers={"work": ""}, applicant={"city": ""})
    case = case_of(association, draft.pk)
    assert "work" not in case.answers
    assert "city" not in case.applicant


def test_sending_names_what_is_missing(noura):
    draft = given_draft(noura, filled=False)
    with pytest.raises(AnswersMissing) as refused:
        submit_application(noura, application=draft.pk, **submission_fields())
    assert refused.value.missing == ("applies_as",)
    save_answers(noura, application=draft.pk, applies_as="self", answers={"members": "1"})
    with pytest.raises(AnswersMissing) as refused:
        submit_application(noura, application=draft.pk, **submission_fields())
    assert refused.value.missing == (
        "applicant.name",
        "applicant.national_id",
        "income",
        "work",
        "rents",
    )


def test_an_unsigned_application_is_not_sent(noura):
    draft = given_draft(noura)
    with pytest.raises(AnswersMissing) as refused:
        submit_application(
            noura, application=draft.pk, key=uuid4(), signed_name=" ", method="drawn"
        )
    assert refused.value.missing == ("signed_name", "method")


def test_sending_keeps_party_declaration_promise_message_and_contact(noura, system, association):
    sent = given_submitted(noura)
    case = case_of(association, sent.application)
    assert case.stage == "submitted"
    sent_on = timezone.localdate(case.submitted_at)
    open_on = WorkCalendar().next_working_day
    assert case.reply_expected_on == open_on(sent_on + timedelta(days=30))
    assert case.missing_told_by_on == open_on(sent_on + timedelta(days=5))
    assert sent.reply_expected_on == case.reply_expected_on
    assert party_strip(system, party=case.party).name == NOURA
    assert len(messages_about(system, about=sent.application)) == 1
    (contact,) = contacts_about(system, about=sent.application)
    assert contact.channel == "website"
    assert sent.secret is None


def test_a_repeat_gets_the_same_reference_and_another_content_none(noura):
    draft = given_draft(noura)
    fields = submission_fields()
    first = submit_application(noura, application=draft.pk, **fields)
    again = submit_application(noura, application=draft.pk, **fields)
    assert (again.reference, first.already, again.already) == (first.reference, False, True)
    with pytest.raises(KeyReused):
        submit_application(noura, application=draft.pk, **(fields | {"signed_name": "غيرها"}))
    with pytest.raises(KeyReused):
        submit_application(noura, application=draft.pk, **submission_fields())


def test_whole_applications_with_one_key_are_one_however_digits_are_typed(association, noura):
    fields = whole_fields()
    first = submit_whole(noura, **fields)
    arabic = applicant_data(national_id="١٠١٢ ٣٤٥ ٦٧٢")
    again = submit_whole(noura, **(fields | {"applicant": arabic}))
    assert again.reference == first.reference
    assert again.already


def test_the_same_key_with_another_id_stores_nothing(noura, system, association):
    fields = whole_fields()
    first = submit_whole(noura, **fields)
    with pytest.raises(KeyReused):
        submit_whole(noura, **(fields | {"applicant": applicant_data(national_id="1098765439")}))
    case = case_of(association, first.application)
    assert case.applicant["national_id"] == NOURA_ID
    assert len(messages_about(system, about=first.application)) == 1


def test_one_without_a_phone_gets_a_slip_with_the_same_secret_each_time(association):
    huda = given_huda(association)
    fields = whole_fields(phone="", channel="interview", method="paper")
    first = submit_whole(huda, **fields)
    assert first.secret
    assert len(first.secret) == 12
    assert submit_whole(huda, **fields).secret == first.secret
    assert first.secret not in repr(first)


def test_who_applies_for_another_is_known_as_guardian(noura, system, association):
    draft = given_draft(noura, filled=False)
    save_answers(
        noura,
        application=draft.pk,
        applies_as="on_behalf",
        applicant=on_behalf_of_noura(),
        answers=answers_typed(),
    )
    submit_application(noura, application=draft.pk, **submission_fields())
    case = case_of(association, draft.pk)
    assert case.party != case.beneficiary
    (guardian,) = party_strip(system, party=case.beneficiary).guardians
    assert guardian.id == case.party


def test_answering_a_sensitive_question_is_kept_as_a_consent(noura, system, association):
    draft = given_draft(noura)
    save_answers(noura, application=draft.pk, answers={"illness": "سكري"})
    submit_application(noura, application=draft.pk, **submission_fields())
    case = case_of(association, draft.pk)
    (consent,) = consents_of(system, subject=case.party)
    assert consent.purpose == "illness"


def test_an_officer_does_not_take_his_own_application(association):
    huda = given_staff(association, "هدى", roles=["officer"], national_id=NOURA_ID)
    draft = given_draft(huda, filled=False)
    with pytest.raises(ConflictOfInterest):
        save_answers(huda, application=draft.pk, applicant=applicant_data())
    with pytest.raises(ConflictOfInterest):
        given_submitted_whole(huda, channel="interview")


def test_another_association_sees_nothing(noura):
    ibrahim = given_ibrahim(given_ready_association("wahj"))
    sent = given_submitted(noura)
    for ask in (
        lambda: application_for_work(ibrahim, application=sent.application),
        lambda: save_answers(ibrahim, application=sent.application, answers={}),
        lambda: submit_application(ibrahim, application=sent.application, **submission_fields()),
        lambda: discard_application(ibrahim, application=sent.application),
    ):
        with pytest.raises(NotFound):
            ask()


def test_another_applicant_sees_nothing(association, noura):
    draft = given_draft(noura)
    other = given_noura_visiting(association, "0559999999")
    with pytest.raises(NotFound):
        save_answers(other, application=draft.pk, answers={"members": "2"})


def test_a_colleagues_case_opens_only_out_of_turn(association, huda):
    sent = given_submitted(huda)
    reem = given_staff(association, "ريم", roles=["officer"])
    with pytest.raises(FileNotAssigned):
        application_for_work(reem, application=sent.application)
    open_file_out_of_turn(reem, subject=sent.application, reason="زميلتي في إجازة والمستفيدة هنا")
    assert application_for_work(reem, application=sent.application).reference == sent.reference


def test_a_draft_is_discarded_with_what_was_typed(noura, association):
    draft = given_draft(noura)
    discard_application(noura, application=draft.pk)
    case = case_of(association, draft.pk)
    assert (case.stage, case.applicant, case.answers) == ("discarded", {}, {})
    with pytest.raises(WrongStage):
        submit_application(noura, application=draft.pk, **submission_fields())


def test_what_was_sent_is_not_changed_by_the_applicant(noura):
    sent = given_submitted(noura)
    with pytest.raises(WrongStage):
        save_answers(noura, application=sent.application, answers={"members": "9"})
    with pytest.raises(WrongStage):
        discard_application(noura, application=sent.application)


def test_a_case_is_not_assessed_before_it_is_complete(noura, system):
    sent = given_submitted(noura)
    with pytest.raises(WrongStage):
        mark_assessed(system, application=sent.application)


def test_a_phone_that_cannot_be_read_is_told(association):
    with pytest.raises(AnswersMalformed):
        start_application(
            given_huda(association),
            key=uuid4(),
            service=SERVICE,
            channel="phone",
            phone="+441234567890",
        )


def test_the_declaration_is_over_what_was_sent_and_its_fingerprint_holds(noura, association):
    sent = given_submitted(noura)
    with entered_scope(Actor.system(association), writing=False):
        declared = Declaration.objects.get(application_id=sent.application)
        frozen = declared.frozen
    assert digest(frozen) == declared.digest
    assert frozen["reference"] == sent.reference
    assert frozen["applicant"]["national_id"] == NOURA_ID
    assert "بند 4" in frozen["wording"]["ar"]
    assert "Clause 4" in frozen["wording"]["en"]
    assert frozen["wording_version"] == declared.wording_version
    assert digest(frozen | {"answers": frozen["answers"] | {"members": 6}}) != declared.digest


def test_the_trail_and_the_tables_hold_no_personal_data_in_clear(noura, association):
    given_submitted(noura)
    with entered_scope(Actor.system(association), writing=False):
        trail = " ".join(TrailEntry.objects.values_list("details", flat=True))
        stored = repr(list(Application.objects.values())) + repr(list(Declaration.objects.values()))
    for secret in (NOURA_ID, "551234567", NOURA, "نورة", "0380000000608010167519"):
        assert secret not in trail
        assert secret not in stored
    assert "application_received" in trail
