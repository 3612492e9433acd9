"""Fields take what people type and give what the domain asks for."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django import forms

from wasl.faces.ui.forms import (
    ChoiceField,
    CodeField,
    IbanField,
    IdentityField,
    MobileField,
    MoneyField,
    NumberField,
    PhoneField,
    WrittenDate,
    WrittenDateField,
    YesNoUnknownField,
)
from wasl.faces.ui.shapes import Choice
from wasl.foundation.calendar import Calendar, DateEntry, Precision


def posted(field: forms.Field, **data: Any) -> forms.Form:
    kind = type("Asking", (forms.Form,), {"x": field})
    form: forms.Form = kind(data)
    form.full_clean()
    return form


@pytest.mark.parametrize(
    ("field", "typed", "given"),
    [
        (NumberField(), "٤", 4),
        (MoneyField(), "١٬٢٥٠٫٥٠", Decimal("1250.50")),
        (MobileField(), "٠٥٠ ١٢٣ ٤٥٦٧", "+966501234567"),
        (PhoneField(), "011-234 5678", "011-234 5678"),
        (IdentityField(), "١٠١٢٣٤٥٦٧٢", "1012345672"),
        (CodeField(), "۱۲۳ ۴۵۶", "123456"),
        (IbanField(), "SA03 8000 0000 6080 1016 7519", "SA0380000000608010167519"),
        (YesNoUnknownField(), "no", False),
        (YesNoUnknownField(), "unknown", None),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, forms.Field) else None,
)
def test_any_digits_are_read(field: forms.Field, typed: str, given: object) -> None:
    form = posted(field, x=typed)
    assert form.errors == {}
    assert form.cleaned_data["x"] == given


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        (NumberField(), "four"),
        (MoneyField(), "-3"),
        (MobileField(), "0112345678"),
        (PhoneField(), "call me"),
        (IdentityField(), "1012345670"),
        (CodeField(), "12345"),
        (IbanField(), "SA0380000000608010167510"),
        (YesNoUnknownField(), "perhaps"),
        (YesNoUnknownField(may_be_unknown=False), "unknown"),
        (NumberField(), ""),
        (MoneyField(), ""),
        (MobileField(), ""),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, forms.Field) else None,
)
def test_what_cannot_be_read_is_refused_with_one_sentence(field: forms.Field, typed: str) -> None:
    assert len(posted(field, x=typed).errors["x"]) == 1


def test_a_date_keeps_its_calendar_and_gives_its_day() -> None:
    form = posted(WrittenDateField(), x_day="٢٦", x_month="7", x_year="1408", x_calendar="hijri")
    entry = form.cleaned_data["x"]
    assert (entry.calendar, entry.precision) == (Calendar.HIJRI, Precision.DAY)
    assert entry.gregorian_on == date(1988, 3, 14)


def test_the_year_decides_the_calendar() -> None:
    form = posted(WrittenDateField(), x_day="14", x_month="3", x_year="1988", x_calendar="hijri")
    assert form.cleaned_data["x"].calendar is Calendar.GREGORIAN


@pytest.mark.parametrize(
    "parts", [("", "", ""), ("31", "2", "1990"), ("1", "", "1990"), ("30", "", "")]
)
def test_no_date_is_refused(parts: tuple[str, str, str]) -> None:
    day, month, year = parts
    form = posted(WrittenDateField(), x_day=day, x_month=month, x_year=year)
    assert len(form.errors["x"]) == 1


def test_a_date_may_be_partial_where_said() -> None:
    form = posted(WrittenDateField(may_be_partial=True), x_day="", x_month="", x_year="1408")
    assert form.cleaned_data["x"].precision is Precision.YEAR


def test_a_known_date_comes_back_as_it_was_written() -> None:
    widget = WrittenDate()
    entry = DateEntry(Calendar.HIJRI, Precision.DAY, "26/7/1408", date(1988, 3, 14))
    assert widget.decompress(entry) == [26, 7, 1408, "hijri"]
    assert widget.decompress(date(1988, 3, 14)) == [14, 3, 1988, "gregorian"]


def test_choices_may_be_bilingual() -> None:
    field = ChoiceField(choices=[Choice("a", {"ar": "أ", "en": "A"}, "hint"), ("b", "ب")])
    assert [field.valid_value(value) for value in ("a", "b", "c")] == [True, True, False]
    assert field.choice_hints == {"a": "hint"}
