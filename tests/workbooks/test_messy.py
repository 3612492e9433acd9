"""Whatever the mess: good rows come in right, and each damaged cell is told where it stands."""

import os
import random
from typing import TYPE_CHECKING

import pytest

from tests.workbooks.charity import charity
from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.models import Party
from wasl.domains.spreadsheets.actions import ask_to_bring, leave_rows_out
from wasl.domains.spreadsheets.queries import row_problems
from wasl.domains.spreadsheets.tests.given import given_registrar, given_tried, work
from wasl.foundation.scoping import entered_scope

if TYPE_CHECKING:
    from wasl.domains.spreadsheets.queries import ProblemRow

pytestmark = pytest.mark.django_db


@pytest.fixture
def reem(own_files):
    return given_registrar(given_association())


@pytest.fixture
def seed():
    chosen = int(os.environ.get("WASL_SEED") or random.SystemRandom().randrange(10**9))
    print(f"WASL_SEED={chosen}")
    return chosen


def problems_by_row(by, file):
    found: dict[int, list[ProblemRow]] = {}
    after = None
    while page := row_problems(by, spreadsheet=file.pk, after=after, most=500):
        for one in page:
            found.setdefault(one.number, []).append(one)
        after = (page[-1].number, page[-1].id)
    return found


def test_good_rows_come_in_right_and_damaged_cells_are_told(reem, seed):
    made = charity(seed, 300, damage=0.3, repeats=0.03)
    file = given_tried(reem, made.content)
    told = problems_by_row(reem, file)

    for number, (heading, stops) in made.damaged.items():
        at_cell = [one for one in told.get(number, ()) if one.header == heading]
        assert at_cell, (number, heading, told.get(number))
        assert any(one.severity == "stop" for one in at_cell) == stops, (number, heading)
    for number, first in made.repeated.items():
        assert any(
            one.code == "identity_repeated" and one.told == {"row": first} for one in told[number]
        )
    assert {number for number, some in told.items() if some[0].severity == "note"} == (
        made.passed_over
    )
    untold = {number for number in made.good if number in told}
    assert all(one.code == "alike_in_file" for number in untold for one in told[number])

    leave_rows_out(reem, spreadsheet=file.pk)
    ask_to_bring(reem, spreadsheet=file.pk)
    done = work(reem, file)
    assert done.stage == "brought"
    assert done.counts["brought"] == made.coming
    with entered_scope(reem, writing=False):
        kept = {row.national_id: row for row in Party.objects.all()}
        for truth in made.good.values():
            row = kept[truth.national_id]
            assert (row.name, row.phone, row.birth_on, row.gender) == (
                " ".join(truth.name.split()),
                truth.phone,
                truth.birth_on,
                truth.gender,
            )
