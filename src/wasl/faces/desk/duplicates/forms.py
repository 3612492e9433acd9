"""The forms of telling records apart."""

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wasl.faces.desk.duplicates import words
from wasl.faces.desk.duplicates.showing import shown_value
from wasl.faces.desk.words import Words
from wasl.faces.ui import formats
from wasl.faces.ui.forms import ChoiceField
from wasl.faces.ui.shapes import Choice

if TYPE_CHECKING:
    from wasl.domains.parties.queries import ColumnRow, PairSheet

FIELD = "take_"


def _search_box() -> forms.TextInput:
    return forms.TextInput(
        attrs={
            "autocomplete": "off",
            "dir": "auto",
            "placeholder": _("Name, ID, phone or file number"),
        }
    )


class DifferentForm(forms.Form):
    """Why two records are two parties."""

    why = forms.CharField(
        label=_("Why are they two?"),
        help_text=_("For example: sisters, or father and son. A colleague may ask one day."),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )


class NoticedForm(forms.Form):
    """Two records that somebody noticed himself, each by whatever is at hand."""

    one = forms.CharField(label=_("One record"), max_length=200, widget=_search_box())
    other = forms.CharField(label=_("The other record"), max_length=200, widget=_search_box())


class MergeForm(forms.Form):
    """Which record stands, and whose value of each field; made from the two as they are now."""

    first_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)
    second_version = forms.IntegerField(min_value=1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheet: "PairSheet", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        self.initial.update(
            first_version=sheet.first.version,
            second_version=sheet.second.version,
            survivor="first",
        )
        self.fields["survivor"] = ChoiceField(
            label=_("Which record stands for this party from now on?"),
            help_text=_("The other one is kept behind it, with all that was recorded there."),
            choices=[
                Choice(name, side.name, _since(words.SIDES[name], side.registered_at))
                for name, side in (("first", sheet.first), ("second", sheet.second))
            ],
        )
        for row in self.open_rows:
            self.fields[FIELD + row.field] = _field(row)
            if not row.must_choose:
                self.initial[FIELD + row.field] = "first" if row.first_says else "second"
        if sheet.head_two_households:
            self.fields[FIELD + "household"] = _household(sheet)

    @property
    def open_rows(self) -> "list[ColumnRow]":
        """The fields in which the two do not say the same."""
        return [row for row in self.sheet.rows if not row.is_alike]

    @property
    def chosen(self) -> dict[str, str]:
        """The choices as the domain takes them, once the form is valid."""
        survivor = self.cleaned_data["survivor"]
        return {
            name.removeprefix(FIELD): "survivor" if side == survivor else "absorbed"
            for name, side in self.cleaned_data.items()
            if name.startswith(FIELD)
        }

    @property
    def is_foreign(self) -> bool:
        """Whether something was sent that this form never asks for."""
        return bool(set(self.data) - set(self.fields) - {"csrfmiddlewaretoken"})


def _field(row: "ColumnRow") -> forms.Field:
    label = words.FIELDS.get(row.field, row.field)
    return ChoiceField(
        label=label,
        choices=[
            Choice("first", shown_value(row, "first"), words.SIDES["first"]),
            Choice("second", shown_value(row, "second"), words.SIDES["second"]),
        ],
    )


def _household(sheet: "PairSheet") -> forms.Field:
    return ChoiceField(
        label=_("In which household does this person live?"),
        help_text=_(
            "Each record heads a household. Both stay as they are; end the other membership "
            "afterwards."
        ),
        choices=[
            Choice(name, formats.listed(home.name for home in side.households), words.SIDES[name])
            for name, side in (("first", sheet.first), ("second", sheet.second))
        ],
    )


def _since(side: Words, moment: datetime) -> str:
    day = gettext("Registered on %(day)s") % {"day": formats.gregorian(timezone.localdate(moment))}
    return f"{side} · {day}"
