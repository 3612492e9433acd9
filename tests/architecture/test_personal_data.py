"""What the rooms declare about people, each rule with its bad example."""

import re
from dataclasses import replace

from django.apps import apps
from django.db import models

from wasl.domains.parties.models import Fact, Party
from wasl.foundation.personal_data import PersonalData
from wasl.project.personal_data import all_held

# Columns by which rows are found or compared; they say nothing that no other column says.
_TECHNICAL = re.compile(
    r"(_index|_key|_digest|digest|fingerprint|indexes|scan|name_[1-4]|birth_entry|before|chosen)$"
)
# Keys of other rows and of members of staff, of no use to the person who reads his data.
_KEYS = re.compile(
    r"(_by|^party|^subject|^signatory|^staff|^file|^paper|^thing|^score|^reasons|^barred)$"
)
# Sealed for nobody, because nobody is known who owns them, or because many do.
OWNERLESS = {
    "satisfaction.CallRequest.phone",
    "satisfaction.CallRequest.words",
    "spreadsheets.SheetRow.shown",
}


def unreachable(held: tuple[PersonalData, ...]) -> list[str]:
    """Declarations that neither lead from a person to their rows nor say why none does."""
    return [one.model for one in held if (one.about is None) == (not one.apart)]


def test_every_declared_table_can_be_reached_from_a_person_or_says_why_not():
    assert unreachable(all_held()) == []


def test_a_table_that_nobody_can_reach_is_caught():
    lost = PersonalData("parties.Fact", ("value",), "", "", "")

    assert unreachable((lost,)) == ["parties.Fact"]


def staying_without_reason(held: tuple[PersonalData, ...]) -> list[str]:
    """Rows that outlive an erasure without a word why."""
    return [
        one.model
        for one in held
        if one.about is not None and one.on_erasure != "delete" and not one.kept_because
    ]


def test_whatever_outlives_an_erasure_says_why():
    assert staying_without_reason(all_held()) == []


def test_a_row_that_stays_without_a_reason_is_caught():
    fact = next(one for one in all_held() if one.model == "parties.Fact")

    assert staying_without_reason((replace(fact, on_erasure="keep"),)) == ["parties.Fact"]


def undeclared_tables_of_parties(held: tuple[PersonalData, ...]) -> list[str]:
    """Tables that point to a party, and that no declaration reaches."""
    reached = {one.model for one in held if one.about is not None}
    return sorted(
        model._meta.label
        for model in apps.get_models()
        if model._meta.label not in reached
        and any(
            isinstance(one, models.ForeignKey) and one.related_model is Party
            for one in model._meta.local_fields
        )
    )


def test_every_table_that_points_to_a_party_is_reached():
    assert undeclared_tables_of_parties(all_held()) == []


def test_a_table_of_a_party_that_is_not_declared_is_caught():
    others = tuple(one for one in all_held() if one.model != "parties.Fact")

    assert undeclared_tables_of_parties(others) == ["parties.Fact"]


def ownerless(held: tuple[PersonalData, ...]) -> set[str]:
    """Sealed columns about a person that no key of a person or case seals."""
    return {
        f"{one.model}.{column.name}"
        for one in held
        if one.about is not None
        for column in one.table._meta.local_fields
        if "Sealed" in type(column).__name__ and not getattr(column, "of", ())
    } - OWNERLESS


def test_what_is_sealed_about_a_person_is_sealed_under_his_key():
    assert ownerless(all_held()) == set()


def test_a_column_sealed_for_nobody_is_caught(monkeypatch):
    monkeypatch.setattr(Fact._meta.get_field("why"), "of", ())

    assert ownerless(all_held()) == {"parties.Fact.why"}


def unspoken(held: tuple[PersonalData, ...]) -> list[str]:
    """Declared columns that the person would not read in the export of everything about him."""
    told: dict[str, set[str]] = {}
    for one in held:
        told.setdefault(one.model, set()).update(one.labels)
    return [
        f"{one.model}.{name}"
        for one in held
        if one.about is not None and one.labels
        for name in one.fields
        if name not in told[one.model] and not _TECHNICAL.search(name) and not _KEYS.search(name)
    ]


def test_every_declared_column_is_told_to_the_person():
    assert unspoken(all_held()) == []


def test_a_column_kept_from_the_person_is_caught():
    fact = next(one for one in all_held() if one.model == "parties.Fact")

    assert unspoken((replace(fact, labels={"key": "What"}),)) != []


# Free words, names and numbers as somebody wrote them, and keys that an association named itself.
_AS_WRITTEN = re.compile(
    r"(name|reference|number|city|payee|licence|four|title|witness|capacity|reason|why|purpose"
    r"|parts|items|fields|^key|^subject)$"
)


def unworded(held: tuple[PersonalData, ...]) -> list[str]:
    """Columns with a key of ours that the person would read as the code has it."""
    return [
        f"{one.model}.{name}"
        for one in held
        for name in one.labels
        if "." not in name and name not in one.values
        if type(one.table._meta.get_field(name)) is models.CharField
        if not _AS_WRITTEN.search(name)
    ]


def test_the_person_reads_words_and_no_keys_of_ours():
    assert unworded(all_held()) == []


def test_a_key_shown_to_the_person_is_caught():
    contact = next(one for one in all_held() if one.model == "contacts.Contact")

    assert unworded((replace(contact, values={}),)) == [
        "contacts.Contact.channel",
        "contacts.Contact.direction",
    ]


def test_exactly_one_table_holds_the_people_themselves():
    assert [one.model for one in all_held() if one.is_person] == ["parties.Party"]
