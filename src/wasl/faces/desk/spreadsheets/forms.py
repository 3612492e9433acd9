"""The forms around spreadsheets."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wasl.domains.spreadsheets.queries import COLUMN_FIELDS, DATE_STYLES
from wasl.faces.desk.spreadsheets import words
from wasl.faces.desk.words import Words
from wasl.faces.ui import formats
from wasl.faces.ui.forms import ChoiceField, LongTextField
from wasl.faces.ui.shapes import Choice

if TYPE_CHECKING:
    from wasl.domains.spreadsheets.queries import CellNow, ColumnValues, SpreadsheetPreview


class UploadForm(forms.Form):
    """A file, and what stands in its rows."""

    key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    kind = ChoiceField(
        label=_("What stands in the list?"),
        choices=[Choice(key, text, hint) for key, (text, hint) in words.KINDS.items()],
        error_messages={"required": _("Say what stands in the list.")},
    )
    file = forms.FileField(
        label=_("The file"),
        help_text=_("An Excel workbook (.xlsx) or a CSV file of at most 10 MB. Leave it as it is."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
        error_messages={"required": _("Choose the file of the list first.")},
    )


class SheetForm(forms.Form):
    """Which sheet holds the list, and which row its headings."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    sheet = forms.TypedChoiceField(label=_("Sheet"), coerce=int)
    header_row = forms.TypedChoiceField(label=_("Row of the headings"), coerce=int)

    def __init__(self, *args: Any, preview: "SpreadsheetPreview", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sheets: Any = self.fields["sheet"]
        sheets.choices = list(enumerate(preview.sheets))
        rows: Any = self.fields["header_row"]
        rows.choices = [
            (number, f"{formats.number(number)}: {' · '.join(filter(None, cells))[:80]}")
            for number, cells in preview.first
        ]
        self.initial["version"] = preview.spreadsheet.version
        self.initial["sheet"] = preview.sheet
        self.initial["header_row"] = preview.header_row


class ColumnsForm(forms.Form):
    """What each column is; one question when the dates could be read in two orders."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, preview: "SpreadsheetPreview", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = preview.spreadsheet.kind
        offered: list[tuple[str, Words]] = [("", _("Leave it out"))]
        offered += [(name, words.FIELDS[name]) for name in COLUMN_FIELDS[kind]]
        self.initial["version"] = preview.spreadsheet.version
        for column in preview.columns:
            name = f"column-{column.place}"
            letters = words.column_letters(column.place)
            self.fields[name] = forms.ChoiceField(
                label=column.header or gettext("Column %(letters)s") % {"letters": letters},
                choices=offered,
                required=False,
            )
            self.initial[name] = column.field
        if preview.is_order_open:
            self.fields["order"] = ChoiceField(
                label=_("In this file 3/4/2015 is written. Which is it?"),
                choices=[
                    ("day", _("The third of April: the day stands first")),
                    ("month", _("The fourth of March: the month stands first")),
                ],
            )
            self.initial["order"] = "day" if preview.day_first else "month"

    @property
    def mapping(self) -> dict[str, str]:
        """The columns that were given a meaning: {"0": "name"}."""
        return {
            name.removeprefix("column-"): value
            for name, value in self.cleaned_data.items()
            if name.startswith("column-") and value
        }


_KEYBOARDS: Mapping[str, str] = {
    **dict.fromkeys(("national_id", "file_number", "household_size"), "numeric"),
    **dict.fromkeys(("phone", "phone_2"), "tel"),
    **dict.fromkeys(("income", "amount"), "decimal"),
    **dict.fromkeys(("iban", "birth", "given_on"), "text"),
    "email": "email",
}
_LONGEST = 2000


def value_field(field: str, text: str, label: str) -> forms.Field:
    """What a cell of a column says, to be put right: with the keyboard and the direction of its
    kind, and where only some words are known, with those to choose from."""
    offered = [str(one) for one in words.OFFERED.get(field, ())]
    if offered:
        choices = [(one, one) for one in offered]
        if text and text not in offered:
            choices.insert(0, (text, text))
        choices.append(("", gettext("Leave it empty")))
        return forms.ChoiceField(label=label, choices=choices, required=False)
    attrs = {"autocomplete": "off"}
    if keyboard := _KEYBOARDS.get(field):
        attrs |= {"inputmode": keyboard, "dir": "ltr"}
    return forms.CharField(
        label=label, required=False, max_length=_LONGEST, widget=forms.TextInput(attrs=attrs)
    )


class CellsForm(forms.Form):
    """Cells to be put right, each in a field of its own beside what it said when it was shown."""

    def __init__(
        self, *args: Any, cells: "Mapping[tuple[int, int], tuple[CellNow, str]]", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for (number, column), (now, label) in cells.items():
            name = f"cell-{number}-{column}"
            self.fields[name] = value_field(now.field, now.text, label)
            self.initial[name] = now.text


class ValuesForm(forms.Form):
    """The values of a column, each in a field of its own."""

    def __init__(self, *args: Any, said: "ColumnValues", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for place, one in enumerate(said.values):
            self.fields[f"value-{place}"] = value_field(said.field, one.text, one.text)
            self.initial[f"value-{place}"] = one.text


class DatesForm(forms.Form):
    """How all dates of a column that cannot be read are meant."""

    column = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=1000)
    style = ChoiceField(label=_("How is it meant?"))

    def __init__(self, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        style: Any = self.fields["style"]
        style.choices = [
            (name, words.STYLES[name])
            for name, mended in DATE_STYLES.items()
            if mended == code or not code
        ]


class ExportForm(forms.Form):
    """Whom to take out, and why."""

    kind = ChoiceField(
        label=_("Whom?"),
        choices=[("people", _("People")), ("households", _("Families with their members"))],
        initial="people",
    )
    city = forms.CharField(
        label=_("Only those who live in this city"), required=False, max_length=60
    )
    why = LongTextField(
        label=_("What is the list needed for?"),
        help_text=_(
            "At least ten letters. Your name, the reason and the number stay in the trail."
        ),
        rows=3,
        max_length=300,
    )
