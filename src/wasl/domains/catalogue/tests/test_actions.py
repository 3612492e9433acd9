"""Services are published in editions, and the last place is given once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from wasl.domains.access.tests.given import given_director, given_huda, given_ibrahim
from wasl.domains.associations.tests.given import given_association
from wasl.domains.catalogue.actions import (
    close_service,
    give_back_place,
    open_service,
    publish_service,
    take_place,
)
from wasl.domains.catalogue.models import Service
from wasl.domains.catalogue.queries import edition_of, service_called, services_offered
from wasl.domains.catalogue.refusals import NoPlaceLeft, ServiceUnreadable
from wasl.domains.catalogue.tests.given import given_service, given_service_definition
from wasl.foundation.actor import Actor
from wasl.foundation.refusal import NotAllowed, NotFound
from wasl.foundation.scoping import entered_scope


@pytest.fixture
def association(db):
    return given_association()


@pytest.fixture
def mona(association):
    return given_director(association)


def test_a_published_service_is_offered(association, mona):
    given_service(association)

    (row,) = services_offered(mona)
    assert row.edition_number == 1
    assert row.takes_applications


def test_a_new_edition_leaves_the_former_as_it_was(association, mona):
    first = given_service(association)
    changed = given_service_definition() | {"target_days": 7}
    publish_service(mona, definition=changed)

    row = service_called(mona, slug=first.slug)
    assert (row.edition_number, row.definition.target_days) == (2, 7)
    assert edition_of(mona, edition=first.edition) == first.definition


def test_something_else_than_a_service_is_refused(mona):
    with pytest.raises(ServiceUnreadable):
        publish_service(mona, definition={"slug": "x"})


def test_a_closed_service_takes_no_applications_until_it_opens(association, mona):
    row = given_service(association)

    close_service(mona, service=row.id)
    assert not service_called(mona, slug=row.slug).takes_applications
    open_service(mona, service=row.id)
    assert service_called(mona, slug=row.slug).takes_applications


def test_the_last_place_is_given_once(association):
    system = Actor.system(association)
    row = given_service(association, capacity=1)

    take_place(system, service=row.id)
    with pytest.raises(NoPlaceLeft):
        take_place(system, service=row.id)
    give_back_place(system, service=row.id)
    take_place(system, service=row.id)


def test_a_service_without_counted_places_never_runs_out(association):
    system = Actor.system(association)
    row = given_service(association, capacity=None)

    for _ in range(3):
        take_place(system, service=row.id)


def test_an_officer_publishes_nothing(association):
    with pytest.raises(NotAllowed):
        publish_service(given_huda(association), definition=given_service_definition())


def test_ibrahim_of_another_association_sees_nothing(association):
    row = given_service(association)
    ibrahim = given_ibrahim(given_association("wahj"))

    assert services_offered(ibrahim) == ()
    with pytest.raises(NotFound):
        service_called(ibrahim, slug=row.slug)
    with pytest.raises(NotFound):
        edition_of(ibrahim, edition=row.edition)


def takers(system, service, take, count=8):
    """How many of several at once got the place."""

    def one(_):
        try:
            take(system, service)
        except NoPlaceLeft:
            return 0
        finally:
            connection.close()
        return 1

    with ThreadPoolExecutor(count) as pool:
        return sum(pool.map(one, range(count)))


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_one_gets_the_last_place():
    association = given_association()
    system = Actor.system(association)
    row = given_service(association, capacity=1)

    got = takers(system, row.id, lambda by, service: take_place(by, service=service))
    assert got == 1


@pytest.mark.django_db(transaction=True)
def test_control_reading_before_writing_gives_the_last_place_away_twice():
    from threading import Barrier

    association = given_association()
    system = Actor.system(association)
    row = given_service(association, capacity=1)
    everybody_has_read = Barrier(4, timeout=20)

    def take_carelessly(by, service):
        with entered_scope(by, writing=False):
            left = Service.objects.get(pk=service).places or 0
        everybody_has_read.wait()
        if left < 1:
            raise NoPlaceLeft
        with entered_scope(by, writing=True):
            Service.objects.filter(pk=service).update(places=left - 1)

    assert takers(system, row.id, take_carelessly, count=4) > 1
