"""The officer's small forms. They check shape only."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.actions import CheckInput
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import ChoiceField, LongTextField, TypedDay

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import RequiredDocument

COMPARED_WITH: Final = {
    "original": _("The original"),
    "copy": _("The copy that was sent"),
    "official_app": _("Tawakkalna, Absher or another official app"),
    "other": _("Something else, see the note"),
}


class CheckForm(forms.Form):
    """What one document, or the identity, was compared with, and the result."""

    compared_with = forms.ChoiceField(
        label=_("Compared with"), choices=list(COMPARED_WITH.items()), required=False
    )
    original_seen = forms.BooleanField(label=_("Original seen"), required=False)
    day = TypedDay(label=_("Valid until"), required=False)
    matches = ChoiceField(
        label=_("Matches the data"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        required=False,
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(
        self,
        subject: str,
        document: "RequiredDocument | None",
        *,
        data: Any = None,
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data=data, prefix=subject, initial=initial)
        self.subject = subject
        self.document = document
        self.is_issued = document is not None and document.validity == "max_age_days"
        if document is not None and document.validity == "none":
            del self.fields["day"]
        elif self.is_issued:
            self.fields["day"].label = _("Issued on")

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not given.get("matches") and (given.get("original_seen") or given.get("note")):
            self.add_error("matches", _("Say whether it matches the data."))
        return given

    @property
    def is_filled(self) -> bool:
        """Whether the officer judged this one now."""
        return bool(self.cleaned_data.get("matches"))

    def check(self) -> CheckInput:
        """The comparison, as the action takes it."""
        given = self.cleaned_data
        day: date | None = given.get("day")
        return CheckInput(
            subject=self.subject,
            compared_with=given["compared_with"] or "original",
            matches=given["matches"] == "yes",
            original_seen=given["original_seen"],
            valid_until=None if self.is_issued else day,
            issued_on=day if self.is_issued else None,
            note=given["note"],
        )


class AskForm(forms.Form):
    """What the applicant is asked to complete."""

    items = forms.MultipleChoiceField(
        label=_("What is missing?"), widget=forms.CheckboxSelectMultiple, required=False
    )
    note = LongTextField(
        label=_("A word to the applicant"),
        help_text=_("Shown on the page that follows the application, never in the message."),
        required=False,
        rows=2,
        max_length=600,
    )

    def __init__(self, *args: Any, items: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["items"] = forms.MultipleChoiceField(
            label=_("What is missing?"),
            choices=[(key, spoken(title)) for key, title in items],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )


class ReferForm(forms.Form):
    """A question for the one whom the policy names."""

    question = LongTextField(label=_("The question"), rows=3, max_length=1500)
    to = forms.ChoiceField(label=_("Ask"), required=False)

    def __init__(self, *args: Any, staff: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ChoiceField(
            label=_("Ask"), choices=[("", _("Any of them")), *staff], required=False
        )


class AnswerForm(forms.Form):
    """The answer to a referral."""

    answer = LongTextField(label=_("Your answer"), rows=3, max_length=2000)


class ReasonedForm(forms.Form):
    """Why an application is taken back."""

    reason = LongTextField(label=_("What did the applicant say?"), rows=2, max_length=500)


class StaffForm(forms.Form):
    """A colleague to whom the case goes."""

    to = forms.ChoiceField(label=_("Colleague"))

    def __init__(self, *args: Any, staff: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ChoiceField(label=_("Colleague"), choices=[("", "—"), *staff])
