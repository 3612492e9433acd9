"""Form fields for people: any digits in, the shape checked, drawn by the `field` tag.

They check shape only. Whether an answer is acceptable is for the domain to say.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import Promise, lazystr
from django.utils.translation import gettext_lazy as _

from wasl.faces.ui.formats import words
from wasl.faces.ui.shapes import Choice, Text
from wasl.foundation.calendar import to_gregorian
from wasl.foundation.identifiers import Malformed, ascii_digits

Choices = Iterable[Choice | tuple[str, Text]]

GREGORIAN = "gregorian"
HIJRI = "hijri"


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


class MoneyField(forms.DecimalField):
    """An amount in Saudi riyals, in any digits, with or without thousands separators."""

    def __init__(
        self, *, why: Text = "", example: Text = "", size: str = "s", **kwargs: Any
    ) -> None:
        kwargs.setdefault("widget", _LatinDigits(inputmode="decimal"))
        kwargs.setdefault("min_value", 0)
        kwargs.setdefault("max_digits", 12)
        kwargs.setdefault("decimal_places", 2)
        super().__init__(**kwargs)
        _attend(self, why=why, example=example, size=size)
        self.suffix = _("SAR")

    def to_python(self, value: Any) -> Decimal | None:
        if isinstance(value, str):
            value = value.replace(",", "").replace("٬", "").replace("٫", ".").replace("،", "")
        return super().to_python(value)


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


class IdentityField(_DigitsField):
    """A national ID or residence permit: ten digits (the check digit is the domain's)."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("wrong", _("Write the ten digits of the ID, starting with 1 or 2."))
        super().__init__(lengths=(10,), **kwargs)


class CodeField(_DigitsField):
    """A one-time code."""

    def __init__(self, *, length: int = 6, **kwargs: Any) -> None:
        kwargs.setdefault("wrong", _("Write the code exactly as it is in the message."))
        kwargs.setdefault("size", "xs")
        super().__init__(lengths=(length,), autocomplete="one-time-code", **kwargs)


class PhoneField(forms.CharField):
    """A phone number as people write it: 05…, 5…, +966…, ٠٥…; kept as written in 0–9."""

    def __init__(
        self, *, why: Text = "", example: Text = "05X XXX XXXX", size: str = "s", **kwargs: Any
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


def _pairs(choices: Choices) -> tuple[list[tuple[str, str]], dict[str, Text]]:
    """Django's pairs of value and label, and the hint of each value that has one."""
    pairs: list[tuple[str, str]] = []
    hints: dict[str, Text] = {}
    for choice in choices:
        value, text = (
            (choice.value, choice.text) if isinstance(choice, Choice) else (choice[0], choice[1])
        )
        shown = text if isinstance(text, str | Promise) else lazystr(_Words(text))
        pairs.append((value, str(shown) if isinstance(shown, str) else shown))
        if isinstance(choice, Choice) and choice.hint:
            hints[value] = choice.hint
    return pairs, hints


class _Words:
    """A bilingual value that becomes text only when it is shown."""

    def __init__(self, value: Text) -> None:
        self.value = value

    def __str__(self) -> str:
        return words(self.value)


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

    def __init__(self, *, calendar: str = HIJRI) -> None:
        self.calendar = calendar
        super().__init__(
            widgets={
                "day": _LatinDigits(),
                "month": _LatinDigits(),
                "year": _LatinDigits(),
                "calendar": forms.Select(
                    choices=[(HIJRI, _("Hijri")), (GREGORIAN, _("Gregorian"))]
                ),
            }
        )

    def decompress(self, value: Any) -> list[Any]:
        """The boxes of a date already known, in the Gregorian calendar."""
        if isinstance(value, date):
            return [value.day, value.month, value.year, GREGORIAN]
        return [None, None, None, self.calendar]


class WrittenDateField(forms.MultiValueField):
    """A date written as day, month and year in the Hijri (Umm al-Qura) or Gregorian calendar.

    Gives the Gregorian date. The year decides the calendar (before 1600: Hijri), because a box left
    at the wrong calendar is the common slip and the year cannot mean anything else.
    """

    def __init__(
        self,
        *,
        calendar: str = HIJRI,
        why: Text = "",
        example: Text = "",
        **kwargs: Any,
    ) -> None:
        required = kwargs.pop("required", True)
        super().__init__(
            fields=[
                forms.IntegerField(required=required, min_value=1, max_value=31),
                forms.IntegerField(required=required, min_value=1, max_value=12),
                forms.IntegerField(required=required, min_value=1300, max_value=2200),
                forms.ChoiceField(
                    required=False, choices=[(HIJRI, _("Hijri")), (GREGORIAN, _("Gregorian"))]
                ),
            ],
            widget=WrittenDate(calendar=calendar),
            required=required,
            require_all_fields=True,
            **kwargs,
        )
        _attend(self, why=why, example=example)

    def clean(self, value: Any) -> date | None:
        parts = list(value or [None, None, None, None])
        if not any(parts[:3]):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not all(parts[:3]):
            raise ValidationError(_("Write the day, the month and the year."), code="incomplete")
        try:
            return self.compress(parts)
        except (Malformed, ValueError):
            raise ValidationError(
                _("There is no such date; check the day, month and year."), code="shape"
            ) from None

    def compress(self, data_list: Any) -> date:
        day, month, year = (int(ascii_digits(str(part))) for part in data_list[:3])
        if year < 1600:
            return to_gregorian(year, month, day)
        return date(year, month, day)
