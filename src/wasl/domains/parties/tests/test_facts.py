"""Facts: a source for each, corrected without being overwritten, told as they stood on a day."""

import threading
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import connection
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as some

from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.actions import (
    FactInput,
    correct_fact,
    record_dependants,
    record_facts,
    take_checked,
    take_found,
    take_statement,
)
from wasl.domains.parties.queries import (
    consents_lacking,
    fact_history,
    fact_keys_listed,
    fact_sheet,
    facts_of,
)
from wasl.domains.parties.refusals import (
    AlreadyCorrected,
    ConsentNeeded,
    DataDestroyed,
    FactUnreadable,
    FactWhyMissing,
    NothingToRecord,
    SourceUnknown,
)
from wasl.domains.parties.rules.facts import (
    FACT_GROUPS,
    FACT_KEYS,
    FACT_OF_QUESTION,
    SOURCES,
    KnownFact,
    counting,
    derived_income,
    facts_in_answers,
    read_value,
    standing_values,
    strength,
    values_differ,
)
from wasl.domains.parties.tests.given import NOURA_ID, given_noura
from wasl.domains.privacy.actions import erase_person, give_consent, withdraw_consent
from wasl.foundation.identifiers import Malformed
from wasl.foundation.keys import blind_index
from wasl.foundation.refusal import ConflictOfInterest, NotAllowed, NotFound
from wasl.foundation.scoping import entered_scope
from wasl.foundation.trail import TrailEntry

database = pytest.mark.django_db


@pytest.fixture
def noura(system):
    return given_noura(system, kind="household").pk


def recorded(by, party, source="statement", on=None, **values):
    return record_facts(
        by,
        party=party,
        source=source,
        facts=[FactInput(key.replace("__", "."), value, on) for key, value in values.items()],
    )


def row_of(grid, key):
    """What is known under a key; a test that asks knows that there is something."""
    row = grid.row(key)
    assert row is not None, key
    return row


def consented(by, party, purpose="health"):
    give_consent(
        by,
        subject=party,
        purpose=purpose,
        wording="أوافق على حفظ هذه المعلومة الصحية.",
        wording_version="1",
        channel="interview",
    )


KEYS = some.sampled_from(sorted(FACT_KEYS))
DAYS = some.dates(date(2020, 1, 1), date(2026, 1, 1))
MOMENTS = some.datetimes(timezones=some.just(timezone.get_default_timezone()))


def known(key, values):
    return some.builds(
        KnownFact,
        id=some.uuids(),
        key=some.just(key),
        value=values,
        source=some.sampled_from(SOURCES),
        holds_on=DAYS,
        recorded_at=MOMENTS,
    )


AMOUNTS = some.integers(0, 10**6).map(lambda halalas: str(Decimal(halalas) / 100))


@given(some.lists(known("income.total", AMOUNTS), min_size=1), some.randoms())
def test_the_strongest_source_counts_and_of_one_source_the_latest(facts, random):
    chosen = counting(facts)
    assert chosen is not None
    random.shuffle(facts)

    assert counting(facts) == chosen
    for other in facts:
        assert strength(other.source) <= strength(chosen.source)
        if other.source == chosen.source:
            assert other.holds_on <= chosen.holds_on


@given(some.lists(known("income.total", AMOUNTS)))
def test_the_value_that_counts_stands_in_one_of_the_columns(facts):
    columns = standing_values(facts)

    assert (counting(facts) in columns.values()) == bool(facts)
    assert counting(columns.values()) == counting(facts)
    assert values_differ(columns.values()) == (len({one.value for one in columns.values()}) > 1)


@given(
    some.dictionaries(
        some.sampled_from(["income.salary", "income.pension", "income.charity"]), AMOUNTS
    ),
    some.none() | AMOUNTS,
    some.integers(1, 30),
    some.data(),
)
def test_income_is_never_less_than_what_is_proved_as_firmly_as_the_total(
    lines, total, members, data
):
    facts = {key: data.draw(known(key, some.just(value))) for key, value in lines.items()}
    if total is not None:
        facts["income.total"] = data.draw(known("income.total", some.just(total)))
    income = derived_income(facts, members_listed=members)

    if not facts:
        assert income.month is None
        assert income.per_head is None
        return
    firm = sum(
        Decimal(one.value)
        for key, one in facts.items()
        if key != "income.total"
        and (total is None or strength(one.source) >= strength(facts["income.total"].source))
    )
    assert income.month is not None
    assert income.per_head is not None
    assert income.month >= firm
    assert income.month >= Decimal(total or 0)
    assert abs(income.per_head * members - income.month) <= Decimal("0.005") * members


def test_a_loan_or_a_year_of_rent_is_no_income():
    rent = KnownFact(uuid4(), "housing.rent", "9000.00", "visit", date(2026, 1, 1), timezone.now())
    loan = KnownFact(
        uuid4(), "obligation.loan", "900.00", "visit", date(2026, 1, 1), timezone.now()
    )

    income = derived_income({"housing.rent": rent, "obligation.loan": loan}, members_listed=3)
    assert income.month is None


def test_every_fact_stands_in_a_group_and_is_named_in_both_languages():
    groups = {one.key for one in FACT_GROUPS}
    for fact in fact_keys_listed():
        assert fact.group in groups
        assert all(fact.title[language] for language in ("ar", "en"))
        assert (fact.kind == "choice") == bool(fact.choices)
        assert fact.group != "health" or fact.consent in ("health", "disability")
        assert len(fact.key) <= 60
    assert set(FACT_OF_QUESTION.values()) <= set(FACT_KEYS)


@pytest.mark.parametrize(
    ("key", "typed", "kept"),
    [
        ("income.salary", "٤٬٥٠٠", "4500.00"),
        ("household.size", " ٧ ", 7),
        ("housing.kind", "rented", "rented"),
        ("income.other_support", "no", False),
        ("work.employer", "  مؤسسة   النور ", "مؤسسة النور"),
    ],
)
def test_values_are_read_in_any_digits(key, typed, kept):
    assert read_value(FACT_KEYS[key], typed) == kept


@pytest.mark.parametrize(
    ("key", "typed"),
    [
        ("income.salary", "كثير"),
        ("income.salary", "-5"),
        ("household.size", "4.5"),
        ("household.size", "10000"),
        ("household.size", ""),
        ("housing.kind", "castle"),
        ("income.other_support", "maybe"),
        ("work.employer", "x" * 401),
        ("work.employer", "a\x00b"),
        ("work.employer", None),
    ],
)
def test_what_cannot_be_kept_is_said(key, typed):
    with pytest.raises(Malformed):
        read_value(FACT_KEYS[key], typed)


@given(
    some.dictionaries(
        some.sampled_from(sorted(FACT_OF_QUESTION)) | some.text(),
        some.none() | some.text() | some.integers() | some.booleans(),
    )
)
def test_whatever_a_form_answers_only_facts_come_out(answers):
    for key, value in facts_in_answers(answers).items():
        assert read_value(FACT_KEYS[key], value) == value
        assert not FACT_KEYS[key].consent


@database
def test_stated_verified_and_found_stand_side_by_side(huda, noura):
    recorded(huda, noura, income__total="3000", household__size="5")
    recorded(huda, noura, "document", income__total="4000")
    recorded(huda, noura, "visit", household__size="6")

    grid = facts_of(huda, party=noura)
    income = row_of(grid, "income.total")
    assert {column: cell.value for column, cell in income.cells.items()} == {
        "stated": "3000.00",
        "verified": "4000.00",
    }
    assert income.differs
    assert income.counts.source == "document"
    assert row_of(grid, "household.size").counts.value == 6
    assert (grid.income.month, grid.income.members) == (Decimal("4000.00"), 6)
    assert grid.income.per_head == Decimal("666.67")
    assert grid.income.source == "document"
    assert [group.key for group, _rows in grid.grouped()] == ["household", "income"]


@database
def test_without_a_size_the_members_listed_share_the_income(system, huda, noura):
    record_dependants(
        system,
        household=noura,
        dependants=[{"name": "سارة", "relation": "daughter"}, {"name": "عمر", "relation": "son"}],
    )
    recorded(huda, noura, income__salary="2000", income__charity="1000")

    income = facts_of(huda, party=noura).income
    assert (income.members, income.is_counted, income.per_head) == (3, False, Decimal("1000.00"))


@database
def test_of_a_single_person_nobody_is_counted(huda, system):
    person = given_noura(system).pk
    recorded(huda, person, income__salary="2000")

    assert facts_of(huda, party=person).income.per_head is None


@database
def test_a_correction_takes_the_place_and_leaves_the_former_in_its_history(huda, noura):
    (first,) = recorded(huda, noura, household__size="55")
    second = correct_fact(huda, fact=first.pk, value="٥", why="خطأ في الكتابة")

    grid = facts_of(huda, party=noura)
    assert row_of(grid, "household.size").counts.value == 5
    assert row_of(grid, "household.size").recorded == 2
    history = fact_history(huda, party=noura, key="household.size")
    assert [(one.value, one.replaces) for one in history] == [(5, first.pk), (55, None)]
    assert history[0].why == "خطأ في الكتابة"
    assert history[1].replaced_at is not None
    assert fact_sheet(huda, fact=second.pk).cell.source == "statement"


@database
def test_what_was_known_on_a_day_can_still_be_told(huda, noura):
    with time_machine.travel("2026-03-01 09:00+03:00"):
        (first,) = recorded(huda, noura, household__size="4")
    with time_machine.travel("2026-04-01 23:30+03:00"):
        correct_fact(huda, fact=first.pk, value="5", why="وُلد طفل ولم يُذكر")
    with time_machine.travel("2026-05-01 09:00+03:00"):
        recorded(huda, noura, "visit", household__size="6")

    def size(on):
        row = facts_of(huda, party=noura, on=on).row("household.size")
        return row and row.counts.value

    assert size(date(2026, 2, 28)) is None
    assert size(date(2026, 3, 1)) == 4
    assert size(date(2026, 3, 31)) == 4
    assert size(date(2026, 4, 1)) == 5
    assert size(date(2026, 5, 1)) == 6
    assert size(None) == 6


@database
def test_members_are_counted_as_they_were_on_the_day(system, huda, noura):
    with time_machine.travel("2026-03-01 09:00+03:00"):
        record_dependants(
            system, household=noura, dependants=[{"name": "سارة", "relation": "daughter"}]
        )
    with time_machine.travel("2026-04-01 09:00+03:00"):
        record_dependants(system, household=noura, dependants=[])

    assert facts_of(huda, party=noura, on=date(2026, 3, 10)).members_listed == 2
    assert facts_of(huda, party=noura).members_listed == 1


@database
def test_the_same_statement_twice_is_one_fact(huda, noura):
    assert len(recorded(huda, noura, household__size="5")) == 1
    assert recorded(huda, noura, household__size="5") == ()
    assert len(fact_history(huda, party=noura, key="household.size")) == 1


@database
def test_health_is_kept_only_with_consent(huda, noura):
    assert consents_lacking(huda, party=noura, keys=["health.chronic_illness"]) == ("health",)
    with pytest.raises(ConsentNeeded) as refused:
        recorded(huda, noura, health__chronic_illness="yes")
    assert refused.value.purposes == ("health",)
    with pytest.raises(ConsentNeeded):
        recorded(huda, noura, obligation__loan="500")
    with pytest.raises(ConsentNeeded):
        recorded(huda, noura, household__parentage_unknown="yes")

    consented(huda, noura)
    recorded(huda, noura, health__chronic_illness="yes")
    assert row_of(facts_of(huda, party=noura), "health.chronic_illness").counts.value is True


@database
def test_a_withdrawn_consent_hides_what_was_kept_on_it(huda, noura):
    consented(huda, noura)
    (fact,) = recorded(huda, noura, health__care_need="غسيل كلى")
    withdraw_consent(huda, subject=noura, purpose="health")

    grid = facts_of(huda, party=noura)
    assert row_of(grid, "health.care_need").counts.value == ""
    assert grid.withheld == ("health",)
    assert fact_history(huda, party=noura, key="health.care_need")[0].value == ""
    assert fact_sheet(huda, fact=fact.pk).cell.is_withheld
    with pytest.raises(ConsentNeeded):
        correct_fact(huda, fact=fact.pk, value="سكري", why="تصحيح")


@database
def test_refusals_name_what_is_wrong_and_record_nothing(huda, noura):
    with pytest.raises(NothingToRecord):
        record_facts(huda, party=noura, facts=[], source="statement")
    with pytest.raises(SourceUnknown):
        recorded(huda, noura, "gossip", household__size="5")
    with pytest.raises(FactUnreadable) as refused:
        recorded(huda, noura, household__size="x", income__gold="5", income__salary="100")
    assert set(refused.value.errors) == {"household.size", "income.gold"}
    with pytest.raises(FactUnreadable):
        recorded(huda, noura, on=timezone.localdate() + timedelta(days=1), household__size="5")

    assert facts_of(huda, party=noura).rows == ()


@database
def test_refusals_of_a_correction(huda, noura):
    (fact,) = recorded(huda, noura, household__size="5")
    with pytest.raises(FactWhyMissing):
        correct_fact(huda, fact=fact.pk, value="6", why="  ")
    with pytest.raises(SourceUnknown):
        correct_fact(huda, fact=fact.pk, value="6", why="تصحيح", source="gossip")
    with pytest.raises(FactUnreadable):
        correct_fact(huda, fact=fact.pk, value="ستة", why="تصحيح")
    with pytest.raises(NotFound):
        correct_fact(huda, fact=uuid4(), value="6", why="تصحيح")


@database
def test_a_second_correction_is_told_both_values(huda, noura):
    (fact,) = recorded(huda, noura, household__size="5")
    correct_fact(huda, fact=fact.pk, value="6", why="تصحيح أول")
    last = correct_fact(
        huda,
        fact=fact_history(huda, party=noura, key="household.size")[0].id,
        value="7",
        why="تصحيح لاحق",
    )
    with pytest.raises(AlreadyCorrected) as refused:
        correct_fact(huda, fact=fact.pk, value="8", why="تصحيح ثان")

    assert (refused.value.theirs, refused.value.yours) == (7, 8)
    assert refused.value.fact == last.pk


@pytest.mark.django_db(transaction=True)
def test_of_two_who_correct_the_same_fact_at_once_one_is_refused(system):
    huda = given_staff(system, "huda", "officer")
    party = given_noura(system, kind="household").pk
    (fact,) = recorded(huda, party, household__size="5")
    outcomes: list[Any] = []

    def correct(value):
        try:
            correct_fact(huda, fact=fact.pk, value=value, why="تصحيح")
            outcomes.append("corrected")
        except AlreadyCorrected as refusal:
            outcomes.append(("refused", refusal.theirs, refusal.yours))
        finally:
            connection.close()

    both = [threading.Thread(target=correct, args=(str(size),)) for size in (6, 7)]
    for one in both:
        one.start()
    for one in both:
        one.join()

    assert sorted(map(str, outcomes))[1] == "corrected"
    assert ("refused", 6, 7) in outcomes or ("refused", 7, 6) in outcomes
    assert len(fact_history(huda, party=party, key="household.size")) == 2


@database
def test_what_a_case_states_verifies_and_finds_is_taken_over_once(system, huda, noura):
    case = uuid4()
    answers = {"household_size": 5, "household_income": "3000.00", "health_need": True, "city": "x"}
    for _again in range(2):
        take_statement(system, party=noura, answers=answers, about=case, on=date(2026, 1, 5))
        take_checked(
            system,
            party=noura,
            answers=answers,
            matching=["identity", "income_proof"],
            about=case,
            on=date(2026, 1, 6),
        )
        take_found(
            system,
            party=noura,
            findings={"household_size": {"value": 6, "source": "زيارة", "on": "2026-01-07"}},
            mechanism="field_visit",
            about=case,
        )

    grid = facts_of(huda, party=noura)
    assert {row.fact.key: row.recorded for row in grid.rows} == {
        "household.size": 2,
        "income.total": 2,
    }
    size = row_of(grid, "household.size")
    assert {column: cell.value for column, cell in size.cells.items()} == {"stated": 5, "found": 6}
    assert size.counts.holds_on == date(2026, 1, 7)
    assert row_of(grid, "income.total").counts.source == "document"
    assert all(cell.about == case for row in grid.rows for cell in row.cells.values())


@database
def test_another_association_sees_and_changes_nothing(huda, noura):
    (fact,) = recorded(huda, noura, household__size="5")
    ibrahim = given_association("wahj")

    for ask in (
        lambda: facts_of(ibrahim, party=noura),
        lambda: fact_history(ibrahim, party=noura, key="household.size"),
        lambda: fact_sheet(ibrahim, fact=fact.pk),
        lambda: consents_lacking(ibrahim, party=noura, keys=["health.chronic_illness"]),
        lambda: recorded(ibrahim, noura, household__size="6"),
        lambda: correct_fact(ibrahim, fact=fact.pk, value="6", why="تصحيح"),
    ):
        with pytest.raises(NotFound):
            ask()
    assert row_of(facts_of(huda, party=noura), "household.size").counts.value == 5


@database
def test_a_delegate_may_not_read_what_is_known(system, noura):
    with pytest.raises(NotAllowed):
        facts_of(given_staff(system, "delegate", "delegate"), party=noura)


@database
def test_nobody_reads_or_writes_what_is_known_of_a_relative(system, huda, noura):
    (fact,) = recorded(huda, noura, household__size="5")
    index = blind_index("national_id", NOURA_ID, association=system.association)
    sister = given_staff(system, "amal", "officer")
    sister = type(sister)(
        **{name: getattr(sister, name) for name in sister.__slots__} | {"kin": frozenset({index})}
    )

    for ask in (
        lambda: facts_of(sister, party=noura),
        lambda: recorded(sister, noura, household__size="1"),
        lambda: correct_fact(sister, fact=fact.pk, value="1", why="تصحيح"),
    ):
        with pytest.raises(ConflictOfInterest):
            ask()


@database
def test_reading_and_changing_are_in_the_trail_without_a_value(system, huda, noura):
    (fact,) = recorded(huda, noura, work__employer="مؤسسة النور")
    correct_fact(huda, fact=fact.pk, value="مؤسسة الضياء", why="انتقل")
    facts_of(huda, party=noura)

    with entered_scope(system, writing=False):
        entries = list(TrailEntry.objects.filter(subject=str(noura)).order_by("sequence"))
    verbs = [one.verb for one in entries]
    assert verbs[-3:] == ["parties.record_facts", "parties.correct_fact", "parties.facts_of"]
    assert "النور" not in "".join(one.details for one in entries)
    assert "انتقل" not in "".join(one.details for one in entries)


@database
def test_of_somebody_erased_nothing_is_known_and_nothing_is_added(system, huda, noura):
    (fact,) = recorded(huda, noura, household__size="5")
    correct_fact(huda, fact=fact.pk, value="6", why="تصحيح")
    erase_person(system, party=noura, why="طلب صاحب الشأن محو بياناته")

    assert facts_of(huda, party=noura).rows == ()
    assert fact_history(huda, party=noura, key="household.size") == ()
    with pytest.raises(DataDestroyed):
        recorded(huda, noura, household__size="7")
    with pytest.raises(NotFound):
        correct_fact(huda, fact=fact.pk, value="7", why="تصحيح")


@database
def test_the_table_holds_no_value_in_clear(system, huda, noura):
    recorded(huda, noura, work__employer="مؤسسة النور")
    with entered_scope(system, writing=False), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM parties_fact")
        row = cursor.fetchone()

    text = b"|".join(
        bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode() for v in row
    )
    assert "النور".encode() not in text
