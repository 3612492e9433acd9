"""What registering and handing over may cost the database, its reactions apart."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from wasl.domains.delivery.actions import record_handover, register
from wasl.domains.delivery.ports import KeptPaper
from wasl.domains.delivery.tests.given import given_accepted, given_registered

pytestmark = pytest.mark.django_db(transaction=True)

_OF_TRANSACTIONS = ("BEGIN", "COMMIT", "SAVEPOINT", "RELEASE", "ROLLBACK")


def _statements(act: Callable[[], object]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        act()
    said = [str(one["sql"]) for one in captured.captured_queries]
    return [one for one in said if not one.startswith(_OF_TRANSACTIONS)]


def test_a_registration_takes_ten_statements():
    accepted = given_accepted()

    said = _statements(lambda: register(accepted.huda, application=accepted.application))

    assert len(said) <= 10, "\n".join(said)


def test_a_handover_on_paper_takes_twelve_statements():
    accepted = given_registered()

    said = _statements(
        lambda: record_handover(
            accepted.huda,
            entitlement=accepted.entitlement,
            proof="paper",
            paper=KeptPaper(uuid4(), "0" * 64),
            received_by="نورة",
        )
    )

    assert len(said) <= 12, "\n".join(said)
