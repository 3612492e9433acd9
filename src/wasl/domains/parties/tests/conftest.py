"""The association and the officer that the tests of this room begin with."""

import pytest

from wasl.domains.notifications.tests.given import given_association, given_staff


@pytest.fixture
def system():
    return given_association()


@pytest.fixture
def huda(system):
    return given_staff(system, "huda", "officer")
