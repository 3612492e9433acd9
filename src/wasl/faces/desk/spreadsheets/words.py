"""The words for files, columns, and everything that can be wrong in a row."""

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.queries import GENDER_WORDS, IDENTITY_WORDS, RELATION_WORDS
from wasl.faces.desk.words import Words
from wasl.foundation.calendar import parse_date
from wasl.foundation.identifiers import Malformed, mobile, national_id, saudi_iban
from wasl.foundation.money import parse_amount

if TYPE_CHECKING:
    from wasl.domains.spreadsheets.queries import ProblemRow

KINDS: Final[Mapping[str, tuple[Words, Words]]] = {
    "people": (_("People"), _("One row for each person.")),
    "households": (
        _("Families"),
        _("One row for each family, or one row for each of its members."),
    ),
    "assistance": (
        _("Past assistance"),
        _("What people in the registry were given before: who, what, when and how much."),
    ),
}

STAGES: Final[Mapping[str, tuple[Words, str]]] = {
    "uploaded": (_("Columns to be named"), "wait"),
    "mapped": (_("Columns to be named"), "wait"),
    "trying": (_("Being tried"), "info"),
    "tried": (_("Tried, nothing came in yet"), "warn"),
    "bringing": (_("Coming in"), "info"),
    "brought": (_("Brought in"), "good"),
    "undoing": (_("Being taken back"), "info"),
    "undone": (_("Taken back"), "neutral"),
    "discarded": (_("Discarded"), "neutral"),
    "failed": (_("Could not be read"), "bad"),
}

FIELDS: Final[Mapping[str, Words]] = {
    "name": _("Full name"),
    "first_name": _("First name"),
    "father_name": _("Father's name"),
    "grandfather_name": _("Grandfather's name"),
    "family_name": _("Family name"),
    "national_id": _("National ID or Iqama"),
    "identity_kind": _("Kind of document"),
    "birth": _("Date of birth"),
    "gender": _("Gender"),
    "phone": _("Mobile number"),
    "phone_2": _("Another mobile"),
    "email": _("E-mail"),
    "city": _("City"),
    "address": _("Address"),
    "iban": _("IBAN"),
    "payee": _("Account holder"),
    "file_number": _("File number"),
    "family": _("Family number, or the ID of its head"),
    "relation": _("Relation to the head of the family"),
    "household_size": _("Number of people in the household"),
    "income": _("Monthly income"),
    "housing": _("Kind of housing"),
    "education": _("Highest qualification"),
    "work": _("Work situation"),
    "note": _("Note"),
    "service": _("What was given"),
    "given_on": _("Date it was given"),
    "amount": _("Amount"),
}

LACKING: Final[Mapping[str, Words]] = {
    "name": _("Which column holds the name? It may stand in one column or in several."),
    "who": _(
        "Which column says who was helped? Choose the ID, the file number, or both the name and "
        "the mobile."
    ),
    "service": _("Which column says what was given?"),
}

SEVERITIES: Final[Mapping[str, tuple[Words, str]]] = {
    "stop": (_("Cannot come in"), "bad"),
    "warn": (_("Comes in, please look"), "warn"),
    "note": (_("Passed over"), "neutral"),
}

PROBLEMS: Final[Mapping[str, Words]] = {
    "name_missing": _("There is no name. Write the name, or leave the row out."),
    "name_no_letters": _("This is not a name. Write the name in letters."),
    "name_single": _("This name has one part only. Write the full name if you know it."),
    "identity_missing": _(
        "There is no ID. The person comes in by name alone and is easily registered twice."
    ),
    "identity_repeated": _(
        "The same ID stands in row %(row)s already. Leave one of the two rows out, or put the ID "
        "right."
    ),
    "identity_other_name": _(
        "The registry knows this ID under another name. Compare both, and say whether it is the "
        "same person."
    ),
    "identity_kind_unknown": _(
        "We do not know this kind of document. Write ID, Iqama, passport, border number or GCC ID."
    ),
    "alike_in_file": _(
        "Row %(row)s has the same name and the same birth date or mobile. If it is one person, "
        "leave one of the two rows out."
    ),
    "number_shortened": _(
        "Excel has shortened this number and some digits are lost. Write the number in full, as it "
        "stands on the document."
    ),
    "excel_error": _("This cell holds an Excel error and no value. Write the value itself."),
    "text_too_long": _("This is longer than we can keep. Shorten it."),
    "email_shape": _("This is not an e-mail address. Write it like name@example.com."),
    "gender_unknown": _("Write the gender as male or female."),
    "relation_unknown": _(
        "We do not know this relation. Write head, wife, son, daughter, mother and the like."
    ),
    "choice_unknown": _("We do not know this word, so it is not brought in. Choose what is meant."),
    "count_unreadable": _("Write a number of people in figures, such as 5."),
    "file_number_unreadable": _("Write a file number in figures only."),
    "file_number_taken": _(
        "Somebody in the registry has this file number. The row comes in without it."
    ),
    "file_number_repeated": _(
        "Row %(row)s has the same file number. This row comes in without it."
    ),
    "date_in_future": _("This day has not come yet. Check the year and the calendar."),
    "date_too_old": _("This date is too long ago. Check the year and the calendar."),
    "family_from_above": _(
        "The family's number is missing here, so the row was counted to the family above it."
    ),
    "family_missing": _("It is not said to which family this row belongs. Write its number."),
    "family_without_head": _(
        "No row of this family is marked as its head, so this first one stands for it."
    ),
    "family_two_heads": _(
        "Row %(row)s is the head of this family already. Say how the one in this row is related."
    ),
    "service_missing": _("It is not said what was given. Write it in words."),
    "who_missing": _("It is not said who was helped. Write the ID or the file number."),
    "who_unknown": _(
        "Nobody in the registry has this number. Bring in the list of people first, or leave the "
        "row out."
    ),
    "who_several": _(
        "Several people in the registry may be meant. Write the ID of the one who was helped."
    ),
    "totals_row": _("This is a row of totals, not a person."),
    "note_row": _("This is a note, not a person."),
    "header_again": _("These are the headings once more."),
    "blank_row": _("Nothing that we read stands in this row."),
    "changed_meanwhile": _(
        "A colleague has put this cell right meanwhile. Look at what it says now, and change it "
        "again if need be."
    ),
    "never_everywhere": _(
        "This belongs to one person and cannot be the same in many rows. Write it in this row only; "
        "in all of them it can only be emptied."
    ),
}

SHORT: Final[Mapping[str, Words]] = {
    "name_missing": _("No name"),
    "name_no_letters": _("The name is no name"),
    "name_single": _("A name of one part"),
    "identity_missing": _("No ID"),
    "identity_repeated": _("The same ID in two rows"),
    "identity_other_name": _("An ID that is known under another name"),
    "identity_kind_unknown": _("A kind of document we do not know"),
    "national_id_check_digit": _("An ID with a wrong digit"),
    "national_id_length": _("An ID that has not ten digits"),
    "national_id_first_digit": _("An ID that begins with neither 1 nor 2"),
    "national_id_not_digits": _("An ID with letters in it"),
    "mobile_not_mobile": _("A number that is no mobile"),
    "mobile_too_short": _("A mobile that lacks digits"),
    "mobile_too_long": _("A mobile with too many digits"),
    "date_no_such_day": _("A day that the month has not"),
    "date_no_such_month": _("A month that is none of twelve"),
    "date_short_year": _("A year without four digits"),
    "alike_in_file": _("Two rows that look like one person"),
    "number_shortened": _("A number shortened by Excel"),
    "excel_error": _("An Excel error"),
    "relation_unknown": _("A relation we do not know"),
    "family_from_above": _("Family taken from the row above"),
    "family_missing": _("A row without a family"),
    "family_without_head": _("A family without a head"),
    "family_two_heads": _("A family with two heads"),
    "file_number_taken": _("A file number that somebody has"),
    "file_number_repeated": _("A file number in two rows"),
    "service_missing": _("Nothing says what was given"),
    "who_missing": _("Nothing says who was helped"),
    "who_unknown": _("Nobody in the registry has this number"),
    "who_several": _("Several people may be meant"),
    "date_in_future": _("A day that has not come yet"),
    "totals_row": _("Rows of totals"),
    "note_row": _("Notes"),
    "header_again": _("Headings once more"),
    "blank_row": _("Rows without anything we read"),
}

_WITHOUT: Final = _("The row comes in without this value.")
_UNREADABLE: Final = _("We cannot read this value. Put it right.")

TROUBLES: Final[Mapping[str, Words]] = {
    "brought_anew": _(
        "Somebody in this file was registered or changed in the meantime. Nothing had come in, and "
        "the rows were compared anew: please look again."
    ),
    "empty": _("No row stands below the headings that you chose."),
    "too_long": _("This list has more than 100,000 rows. Part it into several files."),
    "too_large": _(
        "This file is larger than we can read safely. Keep only the sheet with the list, without "
        "pictures, or part the list into several files."
    ),
}

WHY_KEPT: Final[Mapping[str, Words]] = {
    "case": _("a case, a conversation or an agreement stands in the file"),
    "changed": _("the record was changed since"),
    "facts": _("facts were recorded since"),
    "documents": _("a document was seen since"),
    "settled": _("a colleague compared the record with another one"),
    "merged": _("the record was merged with another one"),
    "assistance": _("assistance was recorded since"),
}


def _identity(text: str) -> object:
    return national_id(text)


_READ_AGAIN: Final[Mapping[str, Callable[[str], object]]] = {
    "national_id": _identity,
    "phone": mobile,
    "phone_2": mobile,
    "iban": saudi_iban,
    "birth": parse_date,
    "given_on": parse_date,
    "income": parse_amount,
    "amount": parse_amount,
}


def problem_sentence(problem: "ProblemRow") -> str:
    """What is wrong and what to do, without the row and the column."""
    if problem.code in PROBLEMS:
        return str(PROBLEMS[problem.code]) % _numbers(problem.told)
    sentence = trouble_sentence(problem.field, problem.code, problem.cell)
    return f"{sentence} {_WITHOUT}" if problem.severity == "warn" else sentence


def trouble_sentence(field: str, code: str, cell: str) -> str:
    """What is wrong with a value that cannot be read in the column of a field."""
    if code in PROBLEMS:
        return str(PROBLEMS[code])
    read = _READ_AGAIN.get(field)
    if read is not None:
        try:
            read(cell)
        except Malformed as trouble:
            return str(trouble.sentence)
    return str(_UNREADABLE)


def _numbers(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if isinstance(value, int | str)}


def problem_place(problem: "ProblemRow") -> str:
    """Where in the file it is: the row, and the column by its heading."""
    if problem.column is None:
        return gettext("Row %(row)s") % {"row": problem.number}
    column = problem.header or column_letters(problem.column)
    return gettext("Row %(row)s, column “%(column)s”") % {"row": problem.number, "column": column}


def column_letters(place: int) -> str:
    """A column as spreadsheets call it: A, B, … Z, AA."""
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


CHOICES: Final[Mapping[str, Mapping[str, Words]]] = {
    "housing": {
        "owned": pgettext_lazy("housing", "Owned"),
        "rented": pgettext_lazy("housing", "Rented"),
        "family": pgettext_lazy("housing", "With family"),
        "charity": pgettext_lazy("housing", "Charity"),
        "other": pgettext_lazy("housing", "Other"),
    },
    "work": {
        "employed": pgettext_lazy("work", "Employed"),
        "self_employed": pgettext_lazy("work", "Self employed"),
        "seeking": pgettext_lazy("work", "Seeking"),
        "retired": pgettext_lazy("work", "Retired"),
        "unable": pgettext_lazy("work", "Unable"),
        "home": pgettext_lazy("work", "Home"),
        "studying": pgettext_lazy("work", "Studying"),
    },
    "education": {
        "none": pgettext_lazy("education", "None"),
        "primary": pgettext_lazy("education", "Primary"),
        "middle": pgettext_lazy("education", "Middle"),
        "secondary": pgettext_lazy("education", "Secondary"),
        "diploma": pgettext_lazy("education", "Diploma"),
        "bachelor": pgettext_lazy("education", "Bachelor"),
        "higher": pgettext_lazy("education", "Higher"),
    },
}
"""The words in which choices are taken out, all of which are understood when brought in."""

OFFERED: Final[Mapping[str, Sequence[object]]] = {
    **{field: tuple(known.values()) for field, known in CHOICES.items()},
    "gender": tuple(GENDER_WORDS.values()),
    "identity_kind": tuple(
        IDENTITY_WORDS[one] for one in ("national", "iqama", "passport", "border", "gcc", "other")
    ),
    "relation": tuple(
        RELATION_WORDS[one]
        for one in (
            *("head", "wife", "husband", "son", "daughter", "father", "mother", "brother"),
            *("sister", "grandchild", "grandparent", "other"),
        )
    ),
}
"""The words that a cell may be given where only some are known, all of which can be read."""

STYLES: Final[Mapping[str, Words]] = {
    "short_hijri": _("A Hijri year: 05 is 1405 or 1305"),
    "short_gregorian": _("A Gregorian year: 85 is 1985"),
    "month_first": _("The month stands first: 12/25/1985"),
}

STYLES_TOLD: Final[Mapping[str, Words]] = {
    "short_hijri": _("Years of two figures are Hijri"),
    "short_gregorian": _("Years of two figures are Gregorian"),
    "month_first": _("The month stands before the day"),
}
