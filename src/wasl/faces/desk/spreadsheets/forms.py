"""The forms around spreadsheets."""

from typing import TYPE_CHECKING, Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from wasl.domains.spreadsheets.queries import COLUMN_FIELDS
from wasl.faces.desk.spreadsheets import words
from wasl.faces.desk.words import Words
from wasl.faces.ui.forms import ChoiceField, LongTextField
from wasl.faces.ui.shapes import Choice

if TYPE_CHECKING:
    from wasl.domains.spreadsheets.queries import SpreadsheetPreview


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
            (number, f"{number}: {' · '.join(filter(None, cells))[:80]}")
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
