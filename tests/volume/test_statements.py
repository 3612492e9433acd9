"""How many statements a case and a page take, whatever else the tables hold."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench import w1
from wasl.faces.desk.tests.given import browser_of, given_member
from wasl.foundation.keyring import forget_keys

pytestmark = pytest.mark.django_db(transaction=True)

MOST_STATEMENTS = 120
FEW, MANY = 3, 30
DESK = (
    "",
    "queue/",
    "assessments/",
    "committee/",
    "committee/{session}/",
    "decisions/",
    "deliveries/",
    "results/",
    "results/calls/",
    "results/channels/",
    "results/openings/",
    "search/?q=0500000000",
)
PORTAL = ("/manarat/", "/manarat/policy/", f"/manarat/services/{w1.SERVICE}/")


class Reached(Exception):
    """A case came as far as it was meant to come."""


@pytest.fixture
def house(own_files):
    return w1.given_house()


def given_case_before(house, step, number):
    """A case taken as far as the beginning of `step`, through the actions of those it needs."""

    def stop(begun):
        if begun == step:
            raise Reached

    with pytest.raises(Reached):
        w1.one_case(house, number, stop)


def given_cases(house, count, *, first):
    """As many cases before the check, on the agenda, and waiting to be delivered."""
    for number in range(count):
        for place, step in enumerate(("checks", "three votes", "delivery")):
            given_case_before(house, step, first + 3 * number + place)


def queries_of(browser, path):
    # Keys of people are remembered for a minute; each page is asked as the first one of a minute.
    forget_keys()
    # A first visit may write the session, or read and plan what is kept per process.
    browser.get(path)
    forget_keys()
    with CaptureQueriesContext(connection) as captured:
        answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return [one["sql"] for one in captured.captured_queries]


def queries_of_pages(house, browser):
    pages = {
        path: queries_of(browser, "/manarat/desk/" + path.format(session=house.session))
        for path in DESK
    }
    return pages | {path: queries_of(Client(), path) for path in PORTAL}


# The bound is stated for PostgreSQL. The statements of SQLite are others: it is told no
# association, and chains the trail in two statements instead of one.
@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the figure is PostgreSQL's")
def test_a_case_takes_at_most_120_statements(house):
    w1.one_case(house, 1, lambda _step: None)
    counted = w1.Counted()
    with connection.execute_wrapper(counted):
        w1.one_case(house, 2, counted.begin)
    counted.statements.pop("-")

    assert sum(counted.statements.values()) <= MOST_STATEMENTS, counted.statements


@pytest.mark.slow
def test_a_page_asks_as_much_of_thirty_rows_as_of_three(house):
    browser = browser_of(given_member(house.association, *w1.ROLES, "auditor"))
    given_cases(house, FEW, first=1000)
    with_few = queries_of_pages(house, browser)
    given_cases(house, MANY - FEW, first=2000)
    with_many = queries_of_pages(house, browser)

    assert {path: len(asked) for path, asked in with_many.items()} == {
        path: len(asked) for path, asked in with_few.items()
    }
