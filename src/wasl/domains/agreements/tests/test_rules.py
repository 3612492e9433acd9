"""What an agreement lacks, how a duty stands, and what holds for whom."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from wasl.domains.agreements.rules import (
    DUE_SOON,
    DUTIES,
    PARTS,
    RIGHTS,
    SIDES,
    duty_state,
    lines_for,
    parts_missing,
)

TODAY = date(2026, 11, 21)
texts = st.sampled_from(["", "  ", "كلام"])


@given(st.sets(st.sampled_from(SIDES)), texts, texts, texts)
def test_an_agreement_may_bind_only_when_every_part_is_written(sides, default, liability, settle):
    lacking = parts_missing(
        sides_owing=sides, default=default, liability=liability, settlement=settle
    )
    written = {"default": default, "liability": liability, "settlement": settle}
    assert ("duties" in lacking) == (len(sides) < 2)
    assert all((name in lacking) == (not text.strip()) for name, text in written.items())
    assert list(lacking) == [part for part in PARTS if part in lacking]


@given(st.integers(-400, 400))
def test_a_duty_is_late_only_after_its_day(days):
    state = duty_state("owed", TODAY + timedelta(days=days), TODAY)
    assert state == ("late" if days < 0 else "soon" if days <= DUE_SOON else "owed")


@given(st.sampled_from(["performed", "defaulted", "released"]), st.integers(-400, 400))
def test_what_is_settled_is_never_late(stage, days):
    assert duty_state(stage, TODAY + timedelta(days=days), TODAY) == stage


def test_a_supporter_reads_what_holds_for_all_and_a_beneficiary_all_of_it():
    assert lines_for(RIGHTS, ("beneficiary", "supporter")) == RIGHTS
    for_all = lines_for(RIGHTS, ("supporter",))
    assert {one.requirement for one in for_all} == {"R3", "R19", "R24", "R48", "R49"}
    assert lines_for(DUTIES, ("volunteer",)) == ()
    assert lines_for(DUTIES, ("delegate",)) == (), "a delegate is the association's own"
