"""The check of the Arabic finds what it promises to find."""

import gettext
from pathlib import Path

import pytest

from wasl.project.translations import (
    PLURALS,
    compile_parts,
    sentences_used,
    sentences_written,
    slips_in,
    translations_given,
    troubles_between,
)

HEADER = f'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {PLURALS}\\n"\n\n'
SIX_DAYS = "\n".join(
    f'msgstr[{number}] "{words}"'
    for number, words in enumerate(
        ("لا أيام", "يوم", "يومان", "%(n)s أيام", "%(n)s يومًا", "%(n)s يوم")
    )
)


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A little product: one module, one template, an empty folder for parts."""
    (tmp_path / "room/templates").mkdir(parents=True)
    (tmp_path / "parts").mkdir()
    (tmp_path / "room/actions.py").write_text('refuse(_("Closed until {day}."))\n')
    (tmp_path / "room/templates/page.html").write_text(
        '{% load i18n %}{% translate "It\'s open" %}\n'
        "{% blocktranslate trimmed count n=n %}\n  {{ n }} day\n"
        "{% plural %}\n  {{ n }} days\n{% endblocktranslate %}\n"
        '<p>a _("word in the text" ) of the page</p>\n'
    )
    return tmp_path


def _whole() -> str:
    return (
        HEADER
        + 'msgid "Closed until {day}."\nmsgstr "مغلق حتى {day}."\n\n'
        + 'msgid "It\'s open"\nmsgstr "مفتوح"\n\n'
        + f'msgid "%(n)s day"\nmsgid_plural "%(n)s days"\n{SIX_DAYS}\n'
    )


def _troubles(house: Path) -> list[str]:
    given, troubles = translations_given(house / "parts")
    return troubles + troubles_between(sentences_used(house), given)


def test_a_whole_part_has_no_troubles(house: Path):
    (house / "parts/room.po").write_text(_whole())
    assert _troubles(house) == []


@pytest.mark.parametrize(
    ("right", "wrong", "trouble"),
    [
        ('msgid "It\'s open"', 'msgid "Gone"', 'no Arabic for "It\'s open"'),
        ('msgid "It\'s open"', 'msgid "Gone"', "nothing says 'Gone' any more"),
        ('msgstr "مفتوح"', 'msgstr ""', "no Arabic yet"),
        ("حتى {day}", "حتى {date}", "placeholders"),
        ("حتى {day}", "حتى الغد", "placeholders"),
        ("%(n)s يومًا", "أيام", "placeholders"),
        ('msgid "It\'s open"', '#, fuzzy\nmsgid "It\'s open"', "fuzzy"),
        (PLURALS, "nplurals=2; plural=n != 1;", "its header needs"),
        (HEADER, HEADER + 'msgid "It\'s open"\nmsgstr "x"\n\n', "given twice"),
    ],
)
def test_each_trouble_is_named(house: Path, right: str, wrong: str, trouble: str):
    (house / "parts/room.po").write_text(_whole().replace(right, wrong))
    assert any(trouble in sentence for sentence in _troubles(house)), _troubles(house)


@pytest.mark.parametrize(
    ("wrong", "slip"),
    [
        ("مفتوح دائماً", "tanwin"),
        ("مفتوح, تفضلوا", "Latin comma"),
        ("مفتوح؟ نعم;", "Latin comma"),
        ("هل هو مفتوح?", "Latin comma"),
        ("مفتوح ، تفضلوا", "space before"),
        ("مفتوح،تفضلوا", "space after"),
        ("“مفتوح”", "quotation marks"),
        ("مفتوح...", "three dots"),
        ("مفتوح إلى ٤", "figures"),
        ("مفتوح یومياً", "Persian"),
        ("مفتـوح", "stretches"),
        ("مفتوح  اليوم", "two spaces"),
        ("مفتوح لك", "one man: لك"),
        ("مفتوح، فاكتب", "one man: فاكتب"),
    ],
)
def test_each_slip_of_writing_is_named(house: Path, wrong: str, slip: str):
    (house / "parts/room.po").write_text(_whole().replace("مفتوح", wrong))
    assert any(slip in sentence for sentence in _troubles(house)), _troubles(house)


@pytest.mark.parametrize(
    "right",
    [
        "مفتوح دائمًا، وهذا خطأً لم يُقل",
        "يبدأ بـ05 وينتهي بـ{day}، و15 رمضان 1446هـ",
        '«مفتوح» من `wasl load, now` إلى <a href="x?y">هنا</a>',
        "3,200 ر.س، ولذلك فتحناه لكم",
    ],
)
def test_right_writing_is_no_slip(right: str):
    assert list(slips_in(right)) == []


def test_sentences_beside_the_code_are_looked_at_too(house: Path):
    words = '{"ar": "مستندٌ لك", "en": "A document"}'
    (house / "room/messages.py").write_text(f"TITLE = {words}\n")
    (house / "room/tests").mkdir()
    (house / "room/tests/given.py").write_text(f"TITLE = {words}\n")
    assert list(sentences_written(house)) == [("مستندٌ لك", "room/messages.py:1")]


def test_two_parts_may_not_contradict(house: Path):
    (house / "parts/room.po").write_text(_whole())
    (house / "parts/portal.po").write_text(HEADER + 'msgid "It\'s open"\nmsgstr "نستقبلكم"\n')
    assert ["another Arabic" in sentence for sentence in _troubles(house)] == [True]


def test_the_parts_become_one_catalogue(house: Path):
    (house / "parts/room.po").write_text(_whole())
    with compile_parts(house / "parts").open("rb") as file:
        arabic = gettext.GNUTranslations(file)
    assert arabic.gettext("It's open") == "مفتوح"
    assert arabic.ngettext("%(n)s day", "%(n)s days", 2) == "يومان"
    assert arabic.ngettext("%(n)s day", "%(n)s days", 11) == "%(n)s يومًا"
