"""The forms of the policy's versions."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.queries import ROLE_WORDS
from wasl.faces.desk.policy import words
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import (
    ChoiceField,
    LongTextField,
    ManyChoiceField,
    NumberField,
    WrittenDateField,
)
from wasl.foundation.calendar import Calendar, DateEntry, Precision

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words

    from wasl.domains.policies.queries import BoardMemberRow, PolicyRow

MOST_DAYS = 365
_LONGEST = 300


class UploadForm(forms.Form):
    """The board's document."""

    document = forms.FileField(
        label=_("The document"),
        help_text=_("A Word, PDF, text or Markdown file. A PDF needs its text, not a photo of it."),
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx,.pdf,.txt,.md"}),
        error_messages={"required": _("Choose the file of the policy first.")},
    )


class EditForm(forms.Form):
    """The small things of a draft: names, days, and who does what."""

    def __init__(self, *args: Any, row: "PolicyRow", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy = row.policy
        named = {
            "title": (words.FACTS["title"], policy.title),
            "applicant_title": (words.FACTS["applicant_title"], policy.applicant_title),
            "referral_role": (words.FACTS["referral_role"], policy.referral_role),
            "tools_holder": (words.FACTS["tools_holder"], policy.tools_holder),
        }
        for name, (label, value) in named.items():
            self.fields[name] = _line(label)
            self.initial[name] = value["ar"]
        self.fields["referral_staff_role"] = _role(words.FACTS["referral_staff_role"])
        self.initial["referral_staff_role"] = policy.referral_staff_role
        self.fields["beneficiary_kinds"] = ManyChoiceField(
            label=words.FACTS["beneficiary_kinds"], choices=list(words.KINDS.items())
        )
        self.initial["beneficiary_kinds"] = list(policy.beneficiary_kinds)
        self._days(row)
        for step in policy.steps:
            self.fields[f"step-{step.kind}"] = _role(spoken(step.title))
            self.initial[f"step-{step.kind}"] = step.performed_by
        for channel in policy.channels:
            self.fields[f"channel-{channel.kind}"] = _line(words.ITEM_KINDS[channel.kind])
            self.initial[f"channel-{channel.kind}"] = channel.wording["ar"]
        for tool in policy.tools:
            self.fields[f"tool-{tool.kind}"] = _line(words.ITEM_KINDS[tool.kind])
            self.initial[f"tool-{tool.kind}"] = tool.wording["ar"]
        for decider in policy.deciders:
            self.fields[f"decider-{decider.kind}"] = _line(words.ITEM_KINDS[decider.kind])
            self.initial[f"decider-{decider.kind}"] = decider.title["ar"]

    def _days(self, row: "PolicyRow") -> None:
        promise = row.policy.promise
        self.fields["target_days"] = NumberField(
            label=_("Days until the reply is due"), min_value=1, max_value=MOST_DAYS
        )
        self.fields["telling_days"] = NumberField(
            label=_("Days until the applicant is told what is missing"),
            min_value=1,
            max_value=MOST_DAYS,
        )
        self.fields["counting"] = ChoiceField(
            label=_("Which days are counted"), choices=list(words.COUNTING.items())
        )
        self.initial.update(
            target_days=promise.target_days,
            telling_days=promise.telling_days,
            counting=promise.counting,
        )
        self.promise = promise

    def clean_target_days(self) -> int:
        """The day of the reply keeps to what the document promises."""
        days: int = self.cleaned_data["target_days"]
        stated = self.promise.days
        if stated and self.promise.kind == "at_least" and days < stated:
            raise forms.ValidationError(
                _("The document promises at least %(days)s days: write that many or more.")
                % {"days": stated}
            )
        if stated and self.promise.kind == "at_most" and days > stated:
            raise forms.ValidationError(
                _("The document promises at most %(days)s days: write that many or fewer.")
                % {"days": stated}
            )
        return days

    def groups(self) -> list[tuple["Words", list[forms.BoundField]]]:
        """The fields as the page groups them, each group with its heading."""
        headings: list[tuple[Words, str]] = [
            (words.PARTS["steps"], "step-"),
            (words.PARTS["channels"], "channel-"),
            (words.PARTS["tools"], "tool-"),
            (words.PARTS["deciders"], "decider-"),
        ]
        found = [
            (heading, [self[name] for name in self.fields if name.startswith(start)])
            for heading, start in headings
        ]
        return [(heading, fields) for heading, fields in found if fields]


def _line(label: "Words") -> forms.CharField:
    return forms.CharField(
        label=label, max_length=_LONGEST, widget=forms.TextInput(attrs={"dir": "auto"})
    )


def _role(label: "Words") -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=list(ROLE_WORDS.items()))


class ClauseForm(forms.Form):
    """The words of a clause and our translation of them."""

    arabic = LongTextField(label=_("The clause in Arabic"), rows=5, max_length=8000)
    english = LongTextField(label=_("Our translation"), rows=5, max_length=8000)


class AdoptionForm(forms.Form):
    """What the signed minutes say of the adoption."""

    kind = ChoiceField(label=_("How was it adopted?"), choices=list(words.ADOPTIONS.items()))
    reference = forms.CharField(
        label=_("Number of the decision or meeting"),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )
    hijri = WrittenDateField(label=_("Hijri date"), calendar=Calendar.HIJRI, required=False)
    gregorian = WrittenDateField(
        label=_("Gregorian date"), calendar=Calendar.GREGORIAN, required=False
    )
    term = forms.CharField(
        label=_("Term of the board"),
        required=False,
        max_length=40,
        help_text=_("As the minutes write it, such as the first."),
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )

    def __init__(self, *args: Any, board: "tuple[BoardMemberRow, ...]" = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if board:
            self.fields["signed"] = ManyChoiceField(
                label=_("Who signed?"),
                help_text=_("Choose those whose signatures stand on the document."),
                required=False,
                choices=[
                    (str(one.id), f"{one.name} · {words.CAPACITIES[one.capacity]}") for one in board
                ],
            )

    def clean(self) -> dict[str, Any]:
        """At least one of the two dates is needed."""
        cleaned = super().clean() or {}
        if not cleaned.get("hijri") and not cleaned.get("gregorian") and not self.errors:
            self.add_error("hijri", _("Write at least one of the two dates."))
        return cleaned

    def written(self) -> tuple[DateEntry | None, DateEntry | None]:
        """Both dates as far as they could be read, whatever else is wrong."""
        cleaned = getattr(self, "cleaned_data", {})
        return _whole(cleaned.get("hijri")), _whole(cleaned.get("gregorian"))


def _whole(entry: DateEntry | None) -> DateEntry | None:
    return entry if entry is not None and entry.precision is Precision.DAY else None


class MemberForm(forms.Form):
    """Somebody who sits on the board."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    capacity = forms.ChoiceField(label=_("Capacity"), choices=list(words.CAPACITIES.items()))
    named_on = WrittenDateField(label=_("On the board since"), calendar=Calendar.GREGORIAN)


class ForceForm(forms.Form):
    """What is set when a version comes into force."""

    seen_against = forms.UUIDField(required=False, widget=forms.HiddenInput)
    grace_days = NumberField(
        label=_("Days that staff have to acknowledge it"),
        help_text=_("After that, who has not acknowledged it opens no new case."),
        min_value=0,
        max_value=90,
    )
