"""A request about one's own data, from its receipt to its answer."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from wasl.domains.notifications.actions import send_due_messages
from wasl.domains.notifications.queries import messages_about, messages_simulated
from wasl.domains.notifications.tests.given import NOURA_PHONE, given_association, given_staff
from wasl.domains.privacy.actions import (
    answer_rights_request,
    erase_as_requested,
    extend_rights_request,
    link_rights_request,
    receive_rights_request,
    record_identity_check,
    refuse_rights_request,
    sweep_rights_requests,
    take_rights_request,
    withdraw_rights_request,
)
from wasl.domains.privacy.lifecycle import OPEN_STAGES, RIGHTS_REQUEST
from wasl.domains.privacy.queries import (
    figures,
    my_rights_request,
    my_rights_requests,
    rights_counts,
    rights_request_sheet,
    rights_requests_due,
    rights_requests_listed,
    rights_requests_of,
)
from wasl.domains.privacy.refusals import (
    AlreadyAsked,
    AlreadyExtended,
    AnswerMissing,
    AskerMissing,
    ExtensionLate,
    ExtensionUnreasoned,
    GroundMissing,
    IdentityUnchecked,
    OutcomeUnknown,
    OwnWordsMissing,
    PersonUnsettled,
    ReceiptToCome,
    RightUnknown,
)
from wasl.domains.privacy.rules.asking import is_identity_enough
from wasl.domains.privacy.tests.given import (
    WORDS,
    given_noura,
    given_person,
    given_request,
    given_request_in_hand,
)
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed, grouped, uuid7
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound, Stale, WrongStage
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

pytestmark = pytest.mark.django_db

ANSWER = "هذه نسخة من كل ما نحفظه عنكم، سلّمناها إليكم مطبوعة"
WHY = "الملف قديم وفيه أوراق كثيرة نحتاج إلى فرزها"


@pytest.fixture
def abeer(system):
    return given_staff(system, "abeer", "privacy_officer")


def messages_of(system, row, kind):
    """The messages of one kind about a request, and what all that was carried says of it."""
    rows = [one for one in messages_about(system, about=row.pk) if one.kind == kind]
    send_due_messages(system)
    carried = messages_simulated(Actor.installation()).messages
    texts = ["".join(piece for piece, _is_link in one.pieces) for one in carried]
    return rows, [text for text in texts if grouped(row.reference) in text]


def test_what_somebody_says_at_the_counter_is_a_request_with_a_clock(system, huda, abeer):
    row = given_request(huda)

    sheet = rights_request_sheet(abeer, request=row.pk)
    assert (sheet.words, sheet.row.way, sheet.received_by) == (WORDS, "oral", "huda")
    assert sheet.row.due_on == timezone.localdate() + timedelta(days=30)
    assert sheet.row.standing == "open"
    (message,), texts = messages_of(system, row, "privacy.received")
    assert message.carrier == "sms"
    assert texts
    assert "نورة" not in "".join(texts)


def test_who_holds_a_power_of_attorney_asks_as_agent(huda, abeer):
    row = given_request(huda, acts_as="agent")

    assert rights_request_sheet(abeer, request=row.pk).acts_as == "agent"


def test_the_clock_of_a_letter_runs_from_the_day_it_came(huda, abeer):
    day = timezone.localdate() - timedelta(days=26)
    row = given_request(huda, way="letter", received_on=day)

    assert row.due_on == day + timedelta(days=30)
    assert rights_counts(abeer).near == 1


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"kind": "gossip"}, RightUnknown),
        ({"way": "pigeon"}, RightUnknown),
        ({"acts_as": "stranger"}, RightUnknown),
        ({"acts_as": "delegate"}, RightUnknown),
        ({"identity_check": "looks right"}, RightUnknown),
        ({"words": "  "}, OwnWordsMissing),
        ({"name": " "}, AskerMissing),
        ({"phone": "0112345678"}, Malformed),
    ],
)
def test_a_request_without_what_it_needs_is_not_kept(huda, abeer, changes, refusal):
    with pytest.raises(refusal):
        given_request(huda, **changes)
    assert rights_requests_listed(abeer) == ()


@pytest.mark.parametrize("days", [1, -61])
def test_a_request_came_today_or_within_sixty_days(huda, days):
    with pytest.raises(ReceiptToCome):
        given_request(huda, received_on=timezone.localdate() + timedelta(days=days))


def test_a_request_without_a_phone_is_kept_and_nothing_is_sent(system, huda):
    row = given_request(huda, phone="")

    assert row.phone_index == ""
    assert messages_about(system, about=row.pk) == ()


def test_noura_asks_at_the_portal_with_the_phone_she_confirmed(system, abeer):
    noura = given_noura(system)
    row = given_request(noura, way="portal")

    assert [one.id for one in my_rights_requests(noura)] == [row.pk]
    assert my_rights_request(noura, request=row.pk).words == WORDS
    assert rights_request_sheet(abeer, request=row.pk).identity_check == "phone_code"


def test_nobody_asks_at_the_portal_with_another_phone(system):
    salem = given_noura(system, phone="+966501112223")
    with pytest.raises(NotAllowed):
        given_request(salem, way="portal")
    with pytest.raises(NotAllowed):
        given_request(salem, way="oral", phone="+966501112223")


def test_another_phone_does_not_find_the_request(system, huda):
    row = given_request(huda)
    salem = given_noura(system, phone="+966501112223")

    assert my_rights_requests(salem) == ()
    with pytest.raises(NotFound):
        my_rights_request(salem, request=row.pk)
    with pytest.raises(NotFound):
        withdraw_rights_request(salem, request=row.pk)


def test_the_same_request_is_not_asked_twice_at_the_portal(system):
    noura = given_noura(system)
    given_request(noura, way="portal")
    with pytest.raises(AlreadyAsked):
        given_request(noura, way="portal")
    given_request(noura, way="portal", kind="objection")


def test_a_code_to_a_phone_ends_a_use_and_shows_nothing():
    assert is_identity_enough("withdrawal", "phone_code")
    assert not is_identity_enough("access", "phone_code")
    assert not is_identity_enough("erasure", "phone_code")
    assert is_identity_enough("erasure", "original_seen")
    assert not is_identity_enough("withdrawal", "")


def test_a_request_is_answered_and_the_person_told(system, abeer):
    row = given_request_in_hand(abeer, given_person(abeer))
    answer_rights_request(
        abeer, request=row.pk, version=row.version, outcome="printed", answer=ANSWER
    )

    sheet = rights_request_sheet(abeer, request=row.pk)
    assert (sheet.row.stage, sheet.row.outcome, sheet.answer) == ("answered", "printed", ANSWER)
    assert not sheet.is_open
    (_message,), texts = messages_of(system, row, "privacy.settled")
    assert ANSWER not in "".join(texts)
    with entered_scope(system, writing=False):
        entry = TrailEntry.objects.get(verb="privacy.answer_rights_request")
    assert ANSWER not in entry.details


def test_nothing_is_shown_before_it_is_known_who_asks(abeer):
    row = given_request(abeer, party=given_person(abeer))
    row = take_rights_request(abeer, request=row.pk, version=row.version)
    with pytest.raises(IdentityUnchecked):
        answer_rights_request(
            abeer, request=row.pk, version=row.version, outcome="printed", answer=ANSWER
        )


def test_nothing_is_shown_before_it_is_said_whose_data_it_is(abeer):
    row = given_request_in_hand(abeer, None)
    with pytest.raises(PersonUnsettled):
        answer_rights_request(
            abeer, request=row.pk, version=row.version, outcome="printed", answer=ANSWER
        )
    linked = link_rights_request(
        abeer, request=row.pk, version=row.version, party=given_person(abeer)
    )
    answer_rights_request(
        abeer, request=row.pk, version=linked.version, outcome="printed", answer=ANSWER
    )


def test_who_is_not_known_here_is_answered_so(abeer):
    row = given_request_in_hand(abeer, None)
    answer_rights_request(
        abeer, request=row.pk, version=row.version, outcome="nothing_held", answer=ANSWER
    )
    assert rights_request_sheet(abeer, request=row.pk).row.stage == "answered"


def test_linking_keeps_every_word(abeer):
    row = given_request(abeer, email="noura@example.org")
    party = given_person(abeer)
    link_rights_request(abeer, request=row.pk, version=row.version, party=party)

    sheet = rights_request_sheet(abeer, request=row.pk)
    assert (sheet.row.party, sheet.words, sheet.phone) == (party, WORDS, NOURA_PHONE)
    assert sheet.email == "noura@example.org"
    assert [one.id for one in rights_requests_of(abeer, parties=[party])] == [row.pk]


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [
        ({"outcome": "erased"}, OutcomeUnknown),
        ({"outcome": ""}, OutcomeUnknown),
        ({"answer": "تم"}, AnswerMissing),
    ],
)
def test_an_answer_fits_what_was_asked_and_says_something(abeer, changes, refusal):
    row = given_request_in_hand(abeer, given_person(abeer))
    said = {"outcome": "printed", "answer": ANSWER} | changes
    with pytest.raises(refusal):
        answer_rights_request(abeer, request=row.pk, version=row.version, **said)


WISH = {"answer": ANSWER, "why": "طلب ذلك صاحب البيانات"}


@pytest.mark.parametrize(
    ("changes", "said", "refusal"),
    [
        ({"kind": "access"}, {}, OutcomeUnknown),
        ({}, {"answer": "تم"}, AnswerMissing),
    ],
)
def test_only_who_asks_for_it_is_erased_and_is_told(abeer, changes, said, refusal):
    row = given_request_in_hand(abeer, given_person(abeer), **({"kind": "erasure"} | changes))
    with pytest.raises(refusal):
        erase_as_requested(abeer, request=row.pk, version=row.version, **(WISH | said))


def test_nobody_is_erased_before_it_is_known_who_asks_and_whose_data_it_is(abeer):
    row = given_request(abeer, kind="erasure", party=given_person(abeer))
    with pytest.raises(WrongStage):
        erase_as_requested(abeer, request=row.pk, version=row.version, **WISH)
    row = take_rights_request(abeer, request=row.pk, version=row.version)
    with pytest.raises(IdentityUnchecked):
        erase_as_requested(abeer, request=row.pk, version=row.version, **WISH)
    other = given_request_in_hand(abeer, None, kind="erasure")
    with pytest.raises(PersonUnsettled):
        erase_as_requested(abeer, request=other.pk, version=other.version, **WISH)


def test_a_request_is_about_nobody_but_a_person_of_this_association(system, huda, abeer):
    stranger = given_person(given_association("elsewhere"))
    with pytest.raises(NotFound):
        given_request(huda, party=stranger)
    row = given_request(huda)
    with pytest.raises(NotFound):
        link_rights_request(abeer, request=row.pk, version=row.version, party=stranger)


def test_at_the_portal_nobody_asks_about_a_person_whose_phone_it_is_not(system):
    noura = given_noura(system)
    asked: dict[str, Any] = {"kind": "access", "way": "portal", "words": WORDS, "name": "نورة"}
    with pytest.raises(NotFound):
        receive_rights_request(noura, **asked, phone=NOURA_PHONE, party=given_person(system))
    own = given_person(system, NOURA_PHONE)
    assert receive_rights_request(noura, **asked, phone=NOURA_PHONE, party=own).party == own


def test_nobody_answers_a_request_about_a_relative_that_came_from_another_phone(system, abeer):
    relative = given_person(system, "+966501112223")
    kin = replace(
        abeer,
        kin=frozenset({blind_index("phone", "+966501112223", association=abeer.association)}),
    )
    row = given_request(abeer)
    with pytest.raises(ConflictOfInterest):
        link_rights_request(kin, request=row.pk, version=row.version, party=relative)
    row = link_rights_request(abeer, request=row.pk, version=row.version, party=relative)
    with pytest.raises(ConflictOfInterest):
        take_rights_request(kin, request=row.pk, version=row.version)


def test_a_refusal_names_its_ground_and_article(abeer):
    row = given_request_in_hand(abeer, given_person(abeer))
    refused = {"ground": "repeated", "article": "المادة الثالثة", "answer": ANSWER}
    for lacking in ({"ground": "mood"}, {"article": " "}):
        with pytest.raises(GroundMissing):
            refuse_rights_request(abeer, request=row.pk, version=row.version, **(refused | lacking))
    with pytest.raises(AnswerMissing):
        refuse_rights_request(
            abeer, request=row.pk, version=row.version, **(refused | {"answer": "لا"})
        )
    refuse_rights_request(abeer, request=row.pk, version=row.version, **refused)
    sheet = rights_request_sheet(abeer, request=row.pk)
    assert (sheet.row.stage, sheet.row.ground, sheet.article) == (
        "refused",
        "repeated",
        "المادة الثالثة",
    )


def test_thirty_days_are_added_once_with_a_reason_that_is_told(system, abeer):
    row = given_request(abeer)
    with pytest.raises(ExtensionUnreasoned):
        extend_rights_request(abeer, request=row.pk, version=row.version, why="مشغولون")
    longer = extend_rights_request(abeer, request=row.pk, version=row.version, why=WHY)

    assert longer.due_on == row.received_on + timedelta(days=60)
    (_message,), texts = messages_of(system, row, "privacy.extended")
    assert WHY not in "".join(texts)
    assert my_rights_request(given_noura(system), request=row.pk).extension_why == WHY
    with pytest.raises(AlreadyExtended):
        extend_rights_request(abeer, request=row.pk, version=longer.version, why=WHY)


def test_an_extension_is_told_before_the_first_day_runs_out(abeer):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        row = given_request(abeer)
        clock.shift(timedelta(days=31))
        with pytest.raises(ExtensionLate):
            extend_rights_request(abeer, request=row.pk, version=row.version, why=WHY)


def test_another_check_than_those_known_is_not_recorded(abeer):
    row = given_request(abeer)
    for check in ("phone_code", "handshake"):
        with pytest.raises(RightUnknown):
            record_identity_check(abeer, request=row.pk, version=row.version, check=check)


def test_the_second_save_of_two_is_told_what_differs(abeer):
    row = given_request(abeer)
    take_rights_request(abeer, request=row.pk, version=row.version)
    with pytest.raises(Stale):
        record_identity_check(abeer, request=row.pk, version=row.version, check="known")


def test_noura_takes_her_request_back(system, abeer):
    noura = given_noura(system)
    row = given_request(noura, way="portal")
    withdraw_rights_request(noura, request=row.pk)

    assert rights_request_sheet(abeer, request=row.pk).row.stage == "withdrawn"
    with pytest.raises(WrongStage):
        withdraw_rights_request(noura, request=row.pk)


def test_nobody_answers_the_request_of_a_relative(system, huda):
    kin = given_staff(system, "layla", "privacy_officer", phone=NOURA_PHONE)
    row = given_request(huda)
    with pytest.raises(ConflictOfInterest):
        take_rights_request(kin, request=row.pk, version=row.version)
    with pytest.raises(ConflictOfInterest):
        withdraw_rights_request(kin, request=row.pk, version=row.version)


def test_an_officer_receives_and_does_not_answer(huda):
    row = given_request(huda)
    with pytest.raises(NotAllowed):
        take_rights_request(huda, request=row.pk, version=row.version)
    with pytest.raises(NotAllowed):
        rights_request_sheet(huda, request=row.pk)


def test_who_guards_data_is_told_once_when_near_and_once_when_overdue(system, abeer):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        row = given_request(abeer)
        assert sweep_rights_requests(system) == 0
        clock.shift(timedelta(days=23))
        assert sweep_rights_requests(system) == 1
        assert sweep_rights_requests(system) == 0
        clock.shift(timedelta(days=8))
        assert sweep_rights_requests(system) == 1
        assert sweep_rights_requests(system) == 0

    kinds = [one.kind for one in messages_about(system, about=row.pk)]
    assert kinds.count("privacy.near") == kinds.count("privacy.overdue") == 1
    late = next(
        one for one in messages_about(system, about=row.pk) if one.kind == "privacy.overdue"
    )
    assert late.recipient.startswith("a•••")


def test_the_director_is_told_while_nobody_guards_data(system, huda):
    given_staff(system, "latifa", "director")
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        row = given_request(huda)
        clock.shift(timedelta(days=25))
        sweep_rights_requests(system)

    near = next(one for one in messages_about(system, about=row.pk) if one.kind == "privacy.near")
    assert near.recipient.startswith("l•••")


def test_a_settled_request_is_told_of_no_more(system, abeer):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        row = given_request(abeer)
        withdraw_rights_request(abeer, request=row.pk, version=row.version)
        clock.shift(timedelta(days=40))
        assert sweep_rights_requests(system) == 0


def test_the_register_goes_on_where_it_stopped(abeer):
    rows = [given_request(abeer) for _ in range(5)]

    first = rights_requests_listed(abeer, most=3)
    rest = rights_requests_listed(abeer, most=3, after=first[-1].id)
    assert [one.id for one in (*first, *rest)] == [row.pk for row in reversed(rows)]
    assert rights_requests_listed(abeer, stage="answered") == ()
    assert len(rights_requests_listed(abeer, stage="open", kind="access")) == 5


def test_the_register_asks_the_database_as_often_for_many_as_for_one(
    abeer, django_assert_max_num_queries
):
    for _ in range(6):
        given_request(abeer)
    with django_assert_max_num_queries(6):
        rights_requests_listed(abeer)
    with django_assert_max_num_queries(6):
        rights_requests_due(abeer)


def test_the_figures_tell_what_was_answered_in_time(system, abeer):
    with time_machine.travel("2026-11-22 09:00+03:00", tick=False) as clock:
        began = timezone.now()
        kept = given_request_in_hand(abeer, given_person(abeer))
        late = given_request_in_hand(abeer, given_person(abeer), way="letter")
        given_request(abeer, way="letter")
        answer_rights_request(
            abeer, request=kept.pk, version=kept.version, outcome="printed", answer=ANSWER
        )
        clock.shift(timedelta(days=31))
        answer_rights_request(
            abeer, request=late.pk, version=late.version, outcome="printed", answer=ANSWER
        )
        found = figures(system, since=began)

    numbers = {name: figure.number for name, figure in found.items()}
    assert numbers == {
        "requests": 3,
        "settled": 2,
        "answered": 2,
        "refused": 0,
        "extended": 0,
        "oral": 1,
        "in_time": 1,
        "overdue": 1,
    }


def test_another_association_sees_and_touches_nothing(system, abeer):
    row = given_request_in_hand(abeer, given_person(abeer))
    other = given_association("wahj")
    ibrahim = given_staff(other, "ibrahim", "director", "privacy_officer", "officer")

    assert rights_requests_listed(ibrahim) == ()
    assert rights_requests_due(ibrahim) == ()
    assert rights_requests_of(ibrahim, parties=[row.party]) == ()
    assert rights_counts(ibrahim).open == 0
    assert my_rights_requests(given_noura(other)) == ()
    for deed, said in (
        (take_rights_request, {}),
        (withdraw_rights_request, {}),
        (extend_rights_request, {"why": WHY}),
        (link_rights_request, {"party": uuid7()}),
        (record_identity_check, {"check": "known"}),
        (answer_rights_request, {"outcome": "printed", "answer": ANSWER}),
        (refuse_rights_request, {"ground": "law", "article": "16", "answer": ANSWER}),
    ):
        with pytest.raises(NotFound):
            deed(ibrahim, request=row.pk, version=row.version, **said)
    with pytest.raises(NotFound):
        rights_request_sheet(ibrahim, request=row.pk)


MOVES = {
    "take": lambda by, row: take_rights_request(by, request=row.pk, version=row.version),
    "answer": lambda by, row: answer_rights_request(
        by, request=row.pk, version=row.version, outcome="printed", answer=ANSWER
    ),
    "refuse": lambda by, row: refuse_rights_request(
        by, request=row.pk, version=row.version, ground="law", article="18", answer=ANSWER
    ),
    "withdraw": lambda by, row: withdraw_rights_request(by, request=row.pk, version=row.version),
}
LEADS = {"take": "answering", "answer": "answered", "refuse": "refused", "withdraw": "withdrawn"}


@given(st.lists(st.sampled_from(sorted(MOVES)), min_size=1, max_size=5))
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_request_moves_only_as_its_life_allows(abeer, moves):
    row = given_request(abeer, party=given_person(abeer), identity_check="original_seen")
    for move in moves:
        if RIGHTS_REQUEST.may_move(row.stage, LEADS[move]):
            row = MOVES[move](abeer, row)
            assert row.stage == LEADS[move]
        else:
            with pytest.raises(WrongStage):
                MOVES[move](abeer, row)
    assert row.stage in RIGHTS_REQUEST.stages
    assert (row.settled_at is None) is (row.stage in OPEN_STAGES)
