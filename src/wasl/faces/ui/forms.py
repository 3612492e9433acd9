"""Form fields for people: any digits in, the shape checked, drawn by the `field` tag.

They check shape only. Whether an answer is acceptable is for the domain to say.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from wasl.faces.ui.formats import words
from wasl.faces.ui.shapes import Choice, Text
from wasl.foundation.calendar import Calendar, DateEntry, Precision, parse_date, to_hijri
from wasl.foundation.identifiers import Malformed, ascii_digits, mobile, national_id, saudi_iban
from wasl.foundation.money import parse_amount

lazy_words = lazy(words, str)

Choices = Iterable[Choice | tuple[str, Text]]

_CALENDARS = [(Calendar.HIJRI.value, _("Hijri")), (Calendar.GREGORIAN.value, _("Gregorian"))]


def _attend(field: forms.Field, *, why: Text = "", example: Text = "", size: str = "") -> None:
    """Give a field the words that the `field` tag shows beside it."""
    extra: dict[str, object] = {"why": why, "example": example, "size": size}
    for name, value in extra.items():
        setattr(field, name, value)


class _LatinDigits(forms.TextInput):
    """A text box that reads ٠–٩ and ۰–۹ as 0–9 and asks for the number keyboard."""

    def __init__(self, *, inputmode: str = "numeric", autocomplete: str = "off") -> None:
        super().__init__(attrs={"inputmode": inputmode, "autocomplete": autocomplete, "dir": "ltr"})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = super().value_from_datadict(data, files, name)
        return ascii_digits(value).strip() if isinstance(value, str) else value


class NumberField(forms.IntegerField):
    """A whole number, in any digits."""

    def __init__(
        self, *, why: Text = "", example: Text = "", size: str = "xs", **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", _LatinDigits())
        super().__init__(**kwargs)
        _attend(self, why=why, example=example, size=size)


class MoneyField(forms.Field):
    """An amount in Saudi riyals, in any digits, with or without thousands separators."""

    def __init__(
        self, *, why: Text = "", example: Text = "", size: str = "s", **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", _LatinDigits(inputmode="decimal"))
        super().__init__(**kwargs)
        _attend(self, why=why, example=example, size=size)
        self.suffix = _("SAR")

    def clean(self, value: Any) -> Decimal | None:
        typed = str(value or "").strip()
        self.validate(typed)
        if not typed:
            return None
        try:
            return parse_amount(typed)
        except Malformed as trouble:
            raise ValidationError(str(trouble.sentence), code=trouble.code) from None


class _DigitsField(forms.CharField):
    """Digits only, spaces and dashes forgiven."""

    def __init__(
        self,
        *,
        lengths: Sequence[int],
        wrong: Text,
        autocomplete: str = "off",
        why: Text = "",
        example: Text = "",
        size: str = "s",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", _LatinDigits(autocomplete=autocomplete))
        kwargs.setdefault("max_length", 40)
        super().__init__(**kwargs)
        self.lengths = lengths
        self.wrong = wrong
        _attend(self, why=why, example=example, size=size)

    def to_python(self, value: Any) -> str:
        text = ascii_digits(str(super().to_python(value) or ""))
        return text.replace(" ", "").replace("-", "")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value and not (value.isdigit() and len(value) in self.lengths):
            raise ValidationError(words(self.wrong), code="shape")


class CodeField(_DigitsField):
    """A one-time code."""

    def __init__(self, *, length: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("wrong", _("Write the code exactly as it is in the message."))
        kwargs.setdefault("size", "xs")
        super().__init__(lengths=(length,), autocomplete="one-time-code", **kwargs)


class _ReadField(forms.CharField):
    """Text that the foundation reads; what it refuses is said in the foundation's words."""

    def __init__(
        self,
        *,
        read: Callable[[str], str],
        inputmode: str = "numeric",
        autocomplete: str = "off",
        why: Text = "",
        example: Text = "",
        size: str = "s",
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("widget", _LatinDigits(inputmode=inputmode, autocomplete=autocomplete))
        kwargs.setdefault("max_length", 60)
        super().__init__(**kwargs)
        self.read = read
        _attend(self, why=why, example=example, size=size)

    def clean(self, value: Any) -> str:
        typed = super().clean(value)
        if not typed:
            return ""
        try:
            return self.read(typed)
        except Malformed as trouble:
            raise ValidationError(str(trouble.sentence), code=trouble.code) from None


def _identity(text: str) -> str:
    return national_id(text).digits


class IdentityField(_ReadField):
    """A national ID or residence permit, its check digit included; gives the ten digits."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read=_identity, **kwargs)


class MobileField(_ReadField):
    """A Saudi mobile as people write it (05…, 5…, +966…, ٠٥…); gives +9665XXXXXXXX."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("example", "05X XXX XXXX")
        super().__init__(read=mobile, inputmode="tel", autocomplete="tel", **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """A number as it is kept is shown as people here write it."""
        is_kept = isinstance(value, str) and value.startswith("+966") and value[1:].isdigit()
        return f"0{value[4:]}" if is_kept else value


class IbanField(_ReadField):
    """A Saudi IBAN; gives it without spaces."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(read=saudi_iban, inputmode="text", **{"size": "m", **kwargs})


class PhoneField(forms.CharField):
    """Any phone number, from here or abroad, kept as written in 0–9; only its shape is checked."""

    def __init__(
        self, *, why: Text = "", example: Text = "", size: str = "s", **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", _LatinDigits(inputmode="tel", autocomplete="tel"))
        kwargs.setdefault("max_length", 25)
        super().__init__(**kwargs)
        _attend(self, why=why, example=example, size=size)

    def validate(self, value: Any) -> None:
        super().validate(value)
        bare = "".join(sign for sign in value if sign not in " -()+.")
        if value and not (bare.isdigit() and 7 <= len(bare) <= 15):
            raise ValidationError(
                _("Write the phone number in digits, such as 0501234567."), code="shape"
            )


class LongTextField(forms.CharField):
    """Some sentences."""

    def __init__(self, *, rows: int = 4, why: Text = "", example: Text = "", **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        kwargs.setdefault("max_length", 4000)
        super().__init__(**kwargs)
        _attend(self, why=why, example=example, size="full")


def _pairs(choices: Choices) -> tuple[list[tuple[str, Any]], dict[str, Text]]:
    """Django's pairs of value and label, and the hint of each value that has one."""
    pairs: list[tuple[str, Any]] = []
    hints: dict[str, Text] = {}
    for choice in choices:
        if isinstance(choice, Choice):
            value, text = choice.value, choice.text
            hints |= {value: choice.hint} if choice.hint else {}
        else:
            value, text = choice
        pairs.append((value, lazy_words(text)))
    return pairs, hints


class ChoiceField(forms.ChoiceField):
    """One of several answers, drawn as big targets."""

    def __init__(
        self, *, choices: Choices = (), why: Text = "", example: Text = "", **kwargs: Any
    ) -> None:
        pairs, self.choice_hints = _pairs(choices)
        kwargs.setdefault("widget", forms.RadioSelect)
        super().__init__(choices=pairs, **kwargs)
        _attend(self, why=why, example=example)


class ManyChoiceField(forms.MultipleChoiceField):
    """Any of several answers, drawn as big targets."""

    def __init__(
        self, *, choices: Choices = (), why: Text = "", example: Text = "", **kwargs: Any
    ) -> None:
        pairs, self.choice_hints = _pairs(choices)
        kwargs.setdefault("widget", forms.CheckboxSelectMultiple)
        super().__init__(choices=pairs, **kwargs)
        _attend(self, why=why, example=example)


class YesNoUnknownField(forms.TypedChoiceField):
    """Yes, no, or "I do not know": True, False or None. Unanswered is an error when required."""

    def __init__(
        self, *, may_be_unknown: bool = True, why: Text = "", example: Text = "", **kwargs: Any
    ) -> None:
        choices = [("yes", _("Yes")), ("no", _("No"))]
        if may_be_unknown:
            choices.append(("unknown", _("I do not know")))
        kwargs.setdefault("widget", forms.RadioSelect(attrs={"data-row": "yes"}))
        super().__init__(
            choices=choices,
            coerce={"yes": True, "no": False, "unknown": None}.get,
            empty_value=None,
            **kwargs,
        )
        _attend(self, why=why, example=example)

    def prepare_value(self, value: Any) -> Any:
        return {True: "yes", False: "no"}.get(value, value)


class PhotoField(forms.FileField):
    """A photo or a PDF; a phone offers its camera and shrinks the photo before sending it."""

    def __init__(self, *, why: Text = "", example: Text = "", **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget",
            forms.FileInput(attrs={"accept": "image/*,application/pdf", "data-shrink": "yes"}),
        )
        super().__init__(**kwargs)
        _attend(self, why=why, example=example)


class WrittenDate(forms.MultiWidget):
    """Day, month and year boxes, and the calendar they are meant in."""

    def __init__(self, *, calendar: Calendar = Calendar.HIJRI) -> None:
        self.calendar = calendar
        super().__init__(
            widgets={
                "day": _LatinDigits(),
                "month": _LatinDigits(),
                "year": _LatinDigits(),
                "calendar": forms.Select(choices=_CALENDARS),
            }
        )

    def decompress(self, value: Any) -> list[Any]:
        """The boxes of a date already known: an entry as it was typed, a plain day as Gregorian."""
        if isinstance(value, DateEntry):
            return self._boxes(value)
        if isinstance(value, date):
            return [value.day, value.month, value.year, Calendar.GREGORIAN.value]
        return [None, None, None, self.calendar.value]

    def _boxes(self, entry: DateEntry) -> list[Any]:
        known = entry.gregorian_on
        year, month, day = (
            to_hijri(known)
            if entry.calendar is Calendar.HIJRI
            else (known.year, known.month, known.day)
        )
        return [
            day if entry.precision is Precision.DAY else None,
            None if entry.precision is Precision.YEAR else month,
            year,
            entry.calendar.value,
        ]


class WrittenDateField(forms.Field):
    """A date written as day, month and year in the Hijri (Umm al-Qura) or Gregorian calendar.

    Gives a `DateEntry`: calendar, precision, the text typed and the Gregorian day. The year
    decides the calendar, because a box left at the wrong calendar is the common slip and the year
    cannot mean anything else. With `may_be_partial` the day, or the day and the month, may be blank.
    """

    def __init__(
        self,
        *,
        calendar: Calendar = Calendar.HIJRI,
        may_be_partial: bool = False,
        why: Text = "",
        example: Text = "",
        **kwargs: Any,
    ) -> None:
        super().__init__(widget=WrittenDate(calendar=calendar), **kwargs)
        self.may_be_partial = may_be_partial
        _attend(self, why=why, example=example)

    def clean(self, value: Any) -> DateEntry | None:
        typed = [str(part or "").strip() for part in (value or ["", "", ""])[:3]]
        if not any(typed):
            self.validate(None)
            return None
        day, month, year = typed
        is_whole = bool(day and month and year)
        is_part = bool(year and (month or not day))
        if not is_whole and not (self.may_be_partial and is_part):
            raise ValidationError(_("Write the day, the month and the year."), code="incomplete")
        try:
            return parse_date(" / ".join(part for part in typed if part))
        except Malformed as trouble:
            raise ValidationError(str(trouble.sentence), code=trouble.code) from None


class TypedDay(forms.CharField):
    """A day typed in one box, in either calendar and any digits; gives a date."""

    def __init__(self, **kwargs: Any) -> None:
        attrs = {"dir": "ltr", "autocomplete": "off", "placeholder": "1449/05/30"}
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        super().__init__(max_length=40, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = super().clean(value)
        if not typed:
            return None
        try:
            return parse_date(typed).gregorian_on
        except Malformed as trouble:
            raise ValidationError(str(trouble.sentence), code=trouble.code) from None


def with_own_ids(forms_on_page: Mapping[str, forms.BaseForm]) -> Mapping[str, forms.BaseForm]:
    """The forms of one page by their names, each with ids of its own: a label names one box."""
    for name, form in forms_on_page.items():
        form.auto_id = f"{name}_%s"
    return forms_on_page
