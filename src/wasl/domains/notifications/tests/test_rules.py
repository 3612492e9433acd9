"""What an SMS may say and how long it is, and what a mail looks like."""

import importlib
import pkgutil
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasl import domains
from wasl.domains.notifications.rules import (
    MOST_ATTEMPTS,
    is_given_up,
    linked_pieces,
    mail_page,
    masked_recipient,
    places_of,
    sms_parts,
    untold_places,
)
from wasl.foundation.wording import Wording

TELLING = ("رفض", "مرفوض", "قبول", "مقبول", "وافق", "ريال", "مبلغ", "سلة", "يتيم")
TELLING_IN_ENGLISH = ("reject", "accept", "approved", "riyal", "amount", "basket", "orphan")


def wordings():
    """Every wording of every room, wherever it stands in the room's `messages`."""
    for room in pkgutil.iter_modules(domains.__path__):
        name = f"{domains.__name__}.{room.name}.messages"
        try:
            module = importlib.import_module(name)
        except ModuleNotFoundError as missing:
            if missing.name != name:
                raise
            continue
        for label, value in vars(module).items():
            held = value.items() if isinstance(value, dict) else [("", value)]
            for key, one in held:
                if isinstance(one, Wording):
                    yield pytest.param(one, id=f"{room.name}.{label}.{key}".rstrip("."))


def sms_wordings():
    return [one for one in wordings() if not one.values[0].by_mail_only]


@pytest.mark.parametrize("wording", sms_wordings())
def test_no_sms_tells_a_name_a_need_an_amount_or_a_decision(wording):
    for language in ("ar", "en"):
        body = wording.body[language]
        assert untold_places(body) == frozenset()
        told = [word for word in (*TELLING, *TELLING_IN_ENGLISH) if word in body.lower()]
        assert told == []


@pytest.mark.parametrize("wording", list(wordings()))
def test_a_wording_is_short_and_complete_in_both_languages(wording):
    for words in (wording.title, wording.body):
        assert set(words) == {"ar", "en"}
        assert places_of(words["ar"]) == places_of(words["en"])


@pytest.mark.parametrize("wording", sms_wordings())
def test_an_sms_takes_few_pieces(wording):
    filled = wording.filled("ar", dict.fromkeys(places_of(wording.body["ar"]), "0" * 40))[1]
    assert sms_parts(filled) <= 5


def test_a_wording_that_tells_too_much_is_noticed():
    assert untold_places("{name}، صرف لك {amount}: {link}") == {"name", "amount"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", 1),
        ("ا" * 70, 1),
        ("ا" * 71, 2),
        ("ا" * 134, 2),
        ("ا" * 135, 3),
        ("😀" * 35, 1),
        ("😀" * 36, 2),
        ("ا" * 66 + "😀" + "ا" * 4, 2),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("[" * 80, 1),
        ("[" * 81, 2),
        ("a" * 159 + "ا", 3),
    ],
)
def test_parts_are_counted_in_utf16_units(text, parts):
    assert sms_parts(text) == parts


@given(st.text(alphabet="اب😀 ", max_size=300))
def test_arabic_parts_hold_what_they_must(text):
    units = len(text.encode("utf-16-le")) // 2
    parts = sms_parts("ا" + text)

    assert (units + 1 <= 70) == (parts == 1)
    if parts > 1:
        assert (units + 1 + 66) // 67 <= parts <= (units + 1 + 65) // 66


@given(st.text(max_size=200))
def test_the_pieces_of_a_text_are_the_text(text):
    assert "".join(piece for piece, _is_link in linked_pieces(text)) == text


def test_a_link_ends_before_the_full_stop():
    assert linked_pieces("انظر https://wasl.example/m/x.") == (
        ("انظر ", False),
        ("https://wasl.example/m/x", True),
        (".", False),
    )


class Tags(HTMLParser):
    """The tags of a page."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, _attributes):
        self.seen.append(tag)


@given(st.text(max_size=100))
def test_words_in_a_mail_stay_words(text):
    plain, tags = Tags(), Tags()
    plain.feed(mail_page(title="عنوان", body="x", language="ar"))
    tags.feed(mail_page(title=text, body=text.replace("://", ""), language="ar"))

    assert set(tags.seen) <= set(plain.seen) | {"br"}


def test_a_mail_in_arabic_reads_right_to_left():
    page = mail_page(title="رد", body="السلام عليكم\n\nhttps://wasl.example/m/x", language="ar")

    assert '<html lang="ar" dir="rtl">' in page
    assert '<a href="https://wasl.example/m/x" dir="ltr"' in page
    assert 'dir="ltr"><head' in mail_page(title="x", body="y", language="en")


def test_a_masked_recipient_cannot_be_reached():
    assert masked_recipient("+966551234567") == "•••• 4567"
    assert masked_recipient("noura@example.org") == "n•••@example.org"


def test_a_lasting_trouble_ends_the_tries_and_a_passing_one_does_not():
    assert is_given_up(1, is_temporary=False)
    assert not is_given_up(MOST_ATTEMPTS - 1, is_temporary=True)
    assert is_given_up(MOST_ATTEMPTS, is_temporary=True)
