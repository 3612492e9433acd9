"""The forms of this part. They check shape only."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.domains.agreements.actions import DutyInput
from wasl.domains.agreements.lifecycle import DISPUTE
from wasl.domains.policies.queries import CHANNELS
from wasl.faces.desk.agreements import words
from wasl.faces.desk.words import Words
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import ChoiceField, LongTextField, TypedDay

if TYPE_CHECKING:
    from wasl.domains.agreements.queries import AgreementSheet

_LONGEST: Final = 4000
_DUTIES: Final = {"association": "owed_by_association", "party": "owed_by_party"}


def _lines(label: Words) -> LongTextField:
    return LongTextField(
        label=label,
        help_text=_("One duty a line. A day may stand at the end: “… | 1449/05/30”."),
        rows=4,
        max_length=_LONGEST,
        required=False,
    )


class AgreementForm(forms.Form):
    """An agreement as it is written, before it binds anybody."""

    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=list(words.KINDS.items()))
    starts_on = TypedDay(label=_("From"), help_text=_("Hijri or Gregorian."))
    ends_on = TypedDay(label=_("Until"), help_text=_("Empty: until it is ended."), required=False)
    subject = LongTextField(
        label=_("What it is about"), rows=3, max_length=_LONGEST, required=False
    )
    owed_by_association = _lines(_("What the association owes"))
    owed_by_party = _lines(_("What the other side owes"))
    default_consequence = LongTextField(
        label=_("What follows from default"), rows=3, max_length=_LONGEST, required=False
    )
    liability_limit = LongTextField(
        label=_("How far liability goes"), rows=3, max_length=_LONGEST, required=False
    )
    settlement = LongTextField(
        label=_("How a dispute is settled"), rows=3, max_length=_LONGEST, required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def clean_owed_by_association(self) -> list[DutyInput]:
        return self._duties("association")

    def clean_owed_by_party(self) -> list[DutyInput]:
        return self._duties("party")

    def _duties(self, side: str) -> list[DutyInput]:
        day = TypedDay(required=False)
        duties = []
        for line in str(self.cleaned_data[_DUTIES[side]]).splitlines():
            wording, _bar, typed = line.partition("|")
            if wording.strip():
                duties.append(DutyInput(side, wording.strip(), day.clean(typed.strip())))
        return duties

    def written(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        given = dict(self.cleaned_data)
        given.pop("version")
        given["duties"] = [*given.pop("owed_by_association"), *given.pop("owed_by_party")]
        return given


def kept_values(sheet: "AgreementSheet") -> dict[str, Any]:
    """What is kept, as the form shows it."""
    return {
        "title": sheet.row.title,
        "kind": sheet.row.kind,
        "starts_on": sheet.row.starts_on.isoformat(),
        "ends_on": sheet.row.ends_on.isoformat() if sheet.row.ends_on else "",
        "subject": sheet.subject,
        "default_consequence": sheet.default_consequence,
        "liability_limit": sheet.liability_limit,
        "settlement": sheet.settlement,
        "version": sheet.version,
        **{
            field: "\n".join(
                f"{duty.wording} | {duty.due_on.isoformat()}" if duty.due_on else duty.wording
                for duty in sheet.duties
                if duty.owed_by == side
            )
            for side, field in _DUTIES.items()
        },
    }


class SigningForm(forms.Form):
    """Who signed for the other side, and when."""

    signed_by = forms.CharField(
        label=_("Signed for the other side by"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    signed_on = TypedDay(label=_("Signed on"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class WhyForm(forms.Form):
    """Why something is broken off, or how a duty stands."""

    why = LongTextField(label=_("Why?"), rows=2, max_length=_LONGEST, required=False)


class DisputeForm(forms.Form):
    """What is disputed, by whom, and when the next step is due."""

    raised_by = ChoiceField(
        label=_("Who raises it?"),
        choices=[("party", words.SIDES["party"]), ("association", words.SIDES["association"])],
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
        initial="party",
    )
    channel = forms.ChoiceField(
        label=_("How did they reach us?"), choices=list(CHANNELS.items()), initial="interview"
    )
    agreement = forms.ChoiceField(label=_("About which agreement?"), required=False)
    subject = LongTextField(
        label=_("What it is about"),
        help_text=_("In the words of the one who raises it."),
        rows=4,
        max_length=_LONGEST,
    )
    next_step_on = TypedDay(label=_("Next step due on"))

    def __init__(self, *args: Any, agreements: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreement"] = forms.ChoiceField(
            label=self.fields["agreement"].label,
            choices=[("", spoken(_("None of them"))), *agreements],
            required=False,
        )


class StepForm(forms.Form):
    """A step taken on the way to an end."""

    kind = forms.ChoiceField(label=_("What was done?"), choices=list(words.STEPS.items()))
    taken_on = TypedDay(label=_("On"))
    words = LongTextField(label=_("In a few words"), rows=3, max_length=_LONGEST)
    next_step_on = TypedDay(label=_("Next step due on"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class EndForm(forms.Form):
    """How a dispute ended."""

    end = ChoiceField(label=_("How did it end?"), choices=[])
    outcome = LongTextField(
        label=_("The outcome, as both sides are told it"), rows=3, max_length=_LONGEST
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, *args: Any, stage: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["end"] = ChoiceField(
            label=self.fields["end"].label,
            choices=[
                (key, text) for key, text in words.ENDS.items() if DISPUTE.may_move(stage, key)
            ],
        )
