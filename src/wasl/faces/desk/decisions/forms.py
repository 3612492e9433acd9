"""The forms of those who decide: sessions, votes, conclusions, proposals."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from wasl.faces.desk.decisions import words
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import ChoiceField, LongTextField, ManyChoiceField, MoneyField

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words

    from wasl.domains.decisions.queries import CaseToDecide, CommitteeRow, SessionSheet


def _day(label: "Words", *, required: bool = True, help_text: "Words" = "") -> forms.DateField:
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "dir": "ltr"}),
    )


class PlanSessionForm(forms.Form):
    """Which committee meets on which day."""

    committee = forms.ChoiceField(label=_("Committee"))
    held_on = _day(_("Day of the session"))

    def __init__(self, *args: Any, committees: "tuple[CommitteeRow, ...]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(str(one.id), spoken(one.name)) for one in committees if one.is_active]
        self.fields["committee"] = forms.ChoiceField(label=_("Committee"), choices=choices)
        self.initial.setdefault("held_on", timezone.localdate())

    def clean_held_on(self) -> date:
        """A session is planned for today or later."""
        day: date = self.cleaned_data["held_on"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("A session is planned for today or a day to come."))
        return day


class AttendanceForm(forms.Form):
    """Who takes part."""

    present = ManyChoiceField(label=_("Present"))

    def __init__(self, *args: Any, sheet: "SessionSheet", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"] = ManyChoiceField(
            label=_("Present"), choices=[(str(one.id), one.name) for one in sheet.members]
        )
        came = [str(one.id) for one in sheet.members if one.is_present]
        self.initial["present"] = came or [str(one.id) for one in sheet.members]


class VoteForm(forms.Form):
    """A vote and, unless it accepts, its reason."""

    choice = forms.ChoiceField(
        choices=[(key, text) for key, (text, _tone, _icon) in words.CHOICES.items()],
        error_messages={"required": _("Choose one of the four, then cast your vote.")},
    )
    reason = LongTextField(
        label=_("Your reason"),
        help_text=_("Needed for all but acceptance. The minutes do not name you."),
        required=False,
        rows=2,
        max_length=1000,
    )


class RecusalForm(forms.Form):
    """Why a member leaves a case."""

    reason = LongTextField(
        label=_("What is the conflict?"),
        help_text=_("A few words, such as kinship or a shared interest. The minutes keep them."),
        rows=2,
        max_length=200,
    )


class DeferForm(forms.Form):
    """Why a case is put off."""

    reasons = LongTextField(label=_("Why is it deferred?"), rows=2, max_length=1000)


class ReturnForm(forms.Form):
    """Why a proposal goes back."""

    why = LongTextField(label=_("What should be changed?"), rows=3, max_length=1000)


class ConclusionForm(forms.Form):
    """The decision's reasons and what is granted."""

    reason_key = forms.ChoiceField(label=_("Standard reason"))
    reasons = LongTextField(
        label=_("Reasons in your own words"),
        help_text=_("The applicant reads them. Plain, respectful, and about this case."),
        rows=4,
        max_length=4000,
    )
    amount = MoneyField(label=_("Amount"), required=False)
    conditions = LongTextField(label=_("Conditions"), required=False, rows=2, max_length=2000)
    valid_until = _day(
        _("Valid until"), required=False, help_text=_("Leave empty when there is no last day.")
    )

    def __init__(self, *args: Any, case: "CaseToDecide", outcome: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(one.key, spoken(one.text)) for one in case.reasons if one.outcome == outcome]
        self.fields["reason_key"] = ChoiceField(
            label=_("Standard reason"), choices=choices, required=bool(choices)
        )
        if outcome == "reject":
            for name in ("amount", "valid_until", "conditions"):
                del self.fields[name]


class ProposalForm(ConclusionForm):
    """The department's decision: its outcome first, then reasons that fit it."""

    outcome = ChoiceField(
        label=_("Decision"),
        choices=[(key, text) for key, (text, _tone) in words.OUTCOMES.items()],
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
    )
    field_order = ["outcome", "reason_key", "reasons", "amount", "conditions", "valid_until"]

    def __init__(self, *args: Any, case: "CaseToDecide", **kwargs: Any) -> None:
        super().__init__(*args, case=case, outcome="", **kwargs)
        groups = [
            (
                spoken(text),
                [(one.key, spoken(one.text)) for one in case.reasons if one.outcome == outcome],
            )
            for outcome, (text, _tone) in words.OUTCOMES.items()
        ]
        self.fields["reason_key"] = forms.ChoiceField(
            label=_("Standard reason"), choices=[("", "—"), *groups], required=bool(case.reasons)
        )
        self.order_fields(self.field_order)
