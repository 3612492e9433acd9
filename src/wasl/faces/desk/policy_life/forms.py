"""The forms of a policy's life: grace, publication, circulation, review."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.domains.policies.queries import MOST_GRACE_DAYS, PLACES
from wasl.faces.desk.policy_life import words
from wasl.faces.ui.forms import ChoiceField, LongTextField, NumberField, WrittenDateField
from wasl.faces.ui.shapes import Choice
from wasl.foundation.calendar import Calendar, DateEntry, to_hijri

if TYPE_CHECKING:
    from wasl.domains.policies.queries import PolicyRow


class GraceForm(forms.Form):
    """How long staff may take to read a new version."""

    days = NumberField(
        label=_("Days to read and acknowledge"),
        help_text=_("After them, whoever has not acknowledged it cannot open cases. 0 to 90."),
        min_value=0,
        max_value=MOST_GRACE_DAYS,
        size="xs",
    )


class PublicationForm(forms.Form):
    """Where, when and which version was published."""

    policy_version = forms.ChoiceField(label=_("Version"))
    place = forms.ChoiceField(
        label=_("Where"), choices=[("", "—"), *((one, words.PLACES[one]) for one in PLACES)]
    )
    address = forms.CharField(
        label=_("Address or exact place"),
        help_text=_("A link, or where it hangs. May stay empty."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    published_on = WrittenDateField(label=_("Published on"), calendar=Calendar.GREGORIAN)

    def __init__(self, *args: Any, versions: "list[PolicyRow]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["policy_version"] = forms.ChoiceField(
            label=_("Version"),
            choices=[(str(one.id), _version_words(one)) for one in versions],
        )


def _version_words(row: "PolicyRow") -> str:
    stages = {
        "adopted": _("adopted"),
        "in_force": _("in force"),
        "superseded": _("superseded"),
    }
    return str(
        _("Version %(number)s, %(stage)s")
        % {"number": row.issue, "stage": stages.get(row.stage, row.stage)}
    )


class CirculationForm(forms.Form):
    """What the director adds to the message to colleagues."""

    note = LongTextField(
        label=_("A word of yours to add"),
        help_text=_("Stands at the end of the message. May stay empty."),
        required=False,
        rows=3,
        max_length=500,
    )


class ReviewForm(forms.Form):
    """What the board decided when it looked at the policy again."""

    outcome = ChoiceField(
        label=_("What did the board decide?"),
        choices=[
            Choice(
                "unchanged",
                words.OUTCOMES["unchanged"],
                _("The version stays in force; the next review is a year later."),
            ),
            Choice(
                "new_draft",
                words.OUTCOMES["new_draft"],
                _("A draft is begun from the version in force, to be changed and adopted."),
            ),
        ],
    )
    kind = ChoiceField(
        label=_("How?"), choices=[Choice(key, said) for key, said in words.KINDS.items()]
    )
    reference = forms.CharField(
        label=_("Number of the decision or meeting"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    reviewed_on = WrittenDateField(
        label=_("Date"), help_text=_("In either calendar, as it stands on the paper.")
    )
    other_date = WrittenDateField(
        label=_("The same day in the other calendar"),
        help_text=_(
            "When the paper names both dates, so that they are checked against each other."
        ),
        calendar=Calendar.GREGORIAN,
        required=False,
    )
    note = LongTextField(label=_("Note"), required=False, rows=2, max_length=500)

    def days(self) -> tuple[date, str]:
        """The Gregorian day and, where both dates were given, the Hijri one as 1446-04-10."""
        first: DateEntry = self.cleaned_data["reviewed_on"]
        second: DateEntry | None = self.cleaned_data["other_date"]
        if second is None:
            return first.gregorian_on, ""
        hijri, gregorian = (first, second) if first.calendar is Calendar.HIJRI else (second, first)
        own = to_hijri(hijri.gregorian_on)
        return gregorian.gregorian_on, f"{own.year:04}-{own.month:02}-{own.day:02}"
