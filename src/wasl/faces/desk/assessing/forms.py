"""The researcher's forms: findings beside what was stated, a plan, a recommendation."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from wasl.faces.desk import words
from wasl.faces.desk.values import told
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import ChoiceField, LongTextField

if TYPE_CHECKING:
    from wasl.domains.assessments.queries import AssessmentSheet, MechanismRow
    from wasl.domains.catalogue.rules import Question


class PlanForm(forms.Form):
    """Who carries a mechanism out, and when."""

    to = forms.ChoiceField(label=_("Carried out by"))
    planned_on = forms.DateField(
        label=_("Planned for"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, staff: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"] = forms.ChoiceField(label=_("Carried out by"), choices=staff)


class FindingsForm(forms.Form):
    """What one mechanism found. `v-KEY` is the value, `s-KEY` where it was seen."""

    def __init__(
        self, sheet: "AssessmentSheet", mechanism: "MechanismRow", *, data: Any = None
    ) -> None:
        super().__init__(data=data, prefix=mechanism.kind, initial={})
        self.sheet = sheet
        self.mechanism = mechanism
        found = {one.key: one for one in mechanism.findings}
        for question in sheet.questions:
            row = found.get(question.key)
            self.fields[f"v-{question.key}"] = _finding_field(question)
            self.fields[f"s-{question.key}"] = forms.CharField(
                label=_("Seen in"),
                max_length=60,
                required=False,
                widget=forms.TextInput(attrs={"placeholder": spoken(mechanism.title)}),
            )
            self.initial[f"v-{question.key}"] = _typed(row.found) if row else ""
            self.initial[f"s-{question.key}"] = row.source if row else ""
        self.fields["summary"] = LongTextField(
            label=_("What you found, in a few words"), required=False, rows=3
        )
        self.initial["summary"] = mechanism.summary

    def rows(self) -> list[dict[str, object]]:
        """Each question with what was stated and the two boxes beside it."""
        return [
            {
                "label": question.label,
                "stated": told(question, self.sheet.case.facts.get(question.key)),
                "value": self[f"v-{question.key}"],
                "source": self[f"s-{question.key}"],
            }
            for question in self.sheet.questions
        ]

    @property
    def summary_field(self) -> BoundField:
        """The box for the summary."""
        return self["summary"]

    def findings(self) -> dict[str, dict[str, str]]:
        """What was found, as the action takes it; untouched questions are left out."""
        found: dict[str, dict[str, str]] = {}
        for question in self.sheet.questions:
            value = self.data.get(f"{self.prefix}-v-{question.key}", "").strip()
            source = self.data.get(f"{self.prefix}-s-{question.key}", "").strip()
            if value:
                found[question.key] = {
                    "value": value,
                    "source": source or spoken(self.mechanism.title),
                }
        return found

    @property
    def summary(self) -> str:
        """The summary as typed."""
        return str(self.data.get(f"{self.prefix}-summary", ""))

    def mark(self, errors: Any) -> None:
        """Show the domain's own sentences at the fields that they are about."""
        self.errors  # noqa: B018  Django fills its errors on first sight and would drop ours
        for key, sentence in errors.items():
            name = f"v-{key}"
            self.add_error(name if name in self.fields else None, str(sentence))


class RecommendationForm(forms.Form):
    """What the researcher recommends, and why."""

    outcome = ChoiceField(
        label=_("What do you recommend?"),
        choices=[(key, text) for key, (text, _tone) in words.OUTCOMES.items()],
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
    )
    reasons = LongTextField(
        label=_("Reasons"),
        help_text=_("The committee reads them. Say what weighs for and against."),
        rows=4,
    )


def _finding_field(question: "Question") -> forms.Field:
    if question.kind in ("choice", "yes_no"):
        choices: list[tuple[str, Any]] = [("", "—")]
        if question.kind == "choice":
            choices += [(one.key, spoken(one.label)) for one in question.choices]
        else:
            choices += [("yes", _("Yes")), ("no", _("No"))]
        return forms.ChoiceField(label=_("Found"), choices=choices, required=False)
    attrs: dict[str, Any] = {"autocomplete": "off"}
    if question.kind in ("number", "money", "date"):
        attrs |= {"dir": "ltr", "inputmode": "decimal" if question.kind == "money" else "numeric"}
    return forms.CharField(
        label=_("Found"), max_length=400, required=False, widget=forms.TextInput(attrs=attrs)
    )


def _typed(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)
