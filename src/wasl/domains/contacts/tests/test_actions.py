"""Contacts carry their channel, and stay inside their association."""

from datetime import timedelta

import pytest
from django.utils import timezone

from wasl.domains.contacts.queries import channel_use, contacts_about
from wasl.domains.contacts.refusals import ChannelUnknown
from wasl.domains.contacts.tests.given import given_contact
from wasl.domains.knowledge.actions import publish_article, revise_article, withdraw_article
from wasl.domains.knowledge.queries import article_use
from wasl.domains.knowledge.refusals import NotPublished
from wasl.domains.knowledge.tests.given import MISCONCEPTION, given_article
from wasl.domains.notifications.tests.given import given_association, given_staff
from wasl.domains.parties.tests.given import given_noura
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import uuid7
from wasl.foundation.refusal import NotAllowed, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture
def system():
    return given_association()


def test_a_contact_tells_who_took_it_on_which_channel(system):
    huda = given_staff(system, "huda", "officer")
    about = uuid7()
    given_contact(huda, about=about, party=given_noura(system).pk)

    (row,) = contacts_about(huda, about=about)
    assert (row.staff, row.channel, row.summary) == (huda.staff, "phone", "سأل")


def test_a_channel_that_was_never_used_counts_nothing(system):
    given_contact(system)
    given_contact(system)
    used = channel_use(system, since=timezone.now() - timedelta(hours=1))

    assert len(used) == 8
    assert used["phone"] == 2
    assert used["letters"] == 0
    assert channel_use(system, since=timezone.now() + timedelta(hours=1))["phone"] == 0


def test_what_is_no_channel_is_refused(system):
    with pytest.raises(ChannelUnknown):
        given_contact(system, channel="fax")


def test_a_party_of_another_association_is_not_found(system):
    noura = given_noura(given_association("wahj"))
    with pytest.raises(NotFound):
        given_contact(system, party=noura.pk)


def test_another_association_sees_nothing(system):
    about = uuid7()
    given_contact(system, about=about)
    ibrahim = given_association("wahj")

    assert contacts_about(ibrahim, about=about) == ()
    assert channel_use(ibrahim, since=timezone.now() - timedelta(days=1))["phone"] == 0


def test_a_visitor_records_no_contact(system):
    with pytest.raises(NotAllowed):
        given_contact(Actor("public", system.association))


def test_an_answer_names_the_very_words(system):
    huda = given_staff(system, "huda", "officer")
    about = uuid7()
    first = given_article(huda)
    given_contact(huda, about=about, answer="قلنا", answered_from=first.pk)
    revise_article(
        huda,
        article=first.article_id,
        version=1,
        **(MISCONCEPTION | {"title": {"ar": "عنوان آخر", "en": ""}}),
    )
    publish_article(huda, article=first.article_id)

    (row,) = contacts_about(huda, about=about)
    assert row.cited is not None
    assert (row.answer, row.cited.number) == ("قلنا", 1)
    assert row.cited.title["ar"] == "الواسطة والقبول"
    (used,) = article_use(huda, since=timezone.localdate())
    assert (used.use.answered, used.use.opened, used.use.read) == (1, 0, 0)


def test_a_withdrawn_article_is_no_answer(system):
    huda = given_staff(system, "huda", "officer")
    edition = given_article(huda)
    withdraw_article(huda, article=edition.article_id)
    with pytest.raises(NotPublished):
        given_contact(huda, answered_from=edition.pk)
    with pytest.raises(NotFound):
        given_contact(huda, answered_from=uuid7())
    assert article_use(huda, since=timezone.localdate())[0].use.total == 0
