"""The forms of facts and documents. They check shape only."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.domains.parties.queries import COPY_WORDS, SOURCE_WORDS
from wasl.faces.desk.facts import words
from wasl.faces.desk.words import Words
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import ChoiceField, MoneyField, NumberField, PhotoField, TypedDay
from wasl.faces.ui.shapes import Choice

if TYPE_CHECKING:
    from wasl.domains.parties.queries import DocumentKindRow, DocumentRow
    from wasl.domains.parties.rules.facts import FactKey


def _line(
    label: Words, *, most: int = 200, hint: Words = "", is_required: bool = False, ltr: bool = False
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        required=is_required,
        help_text=hint,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "ltr" if ltr else "auto"}),
    )


def field_of(fact: "FactKey", *, is_required: bool = False) -> forms.Field:
    """The form field in which a value of a fact is typed."""
    label = spoken(fact.title)
    field: forms.Field
    if fact.kind == "money":
        hint = _("In a month") if fact.per == "month" else _("In a year")
        field = MoneyField(required=is_required, help_text=hint)
    elif fact.kind == "number":
        field = NumberField(required=is_required, min_value=0)
    elif fact.kind == "text":
        field = _line(label, most=400, is_required=is_required)
    else:
        answers = (
            [("yes", _("Yes")), ("no", _("No"))]
            if fact.kind == "yes_no"
            else [(one.key, spoken(one.title)) for one in fact.choices]
        )
        field = forms.ChoiceField(choices=[("", "—"), *answers], required=is_required)
    field.label = label
    return field


def field_name(fact: "FactKey") -> str:
    """The name of a fact's field in forms."""
    return fact.key.replace(".", "__")


class SourceForm(forms.Form):
    """Where facts come from, and the day they hold on."""

    source = ChoiceField(
        label=_("Where does it come from?"),
        choices=[(one, SOURCE_WORDS[one]) for one in words.SOURCES_TO_CHOOSE],
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
    )
    holds_on = TypedDay(
        label=_("It was so on"),
        required=False,
        help_text=_("In either calendar. Left empty, today."),
    )
    source_note = _line(
        _("Which one exactly"),
        hint=_("The document and its number, the authority, or who said it."),
    )


class FactsForm(SourceForm):
    """What is known of one group, each line optional; and the consents that some lines need."""

    def __init__(
        self,
        *args: Any,
        facts: "Sequence[FactKey]",
        consents: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.facts = tuple(facts)
        self.consents = tuple(consents)
        for fact in facts:
            self.fields[field_name(fact)] = field_of(fact)
        for purpose in consents:
            self.fields[f"consent_{purpose}"] = forms.BooleanField(
                label=_("The words were read out, and the person agrees"), required=False
            )

    @property
    def lines(self) -> list[forms.BoundField]:
        """The fields of the facts, in their order."""
        return [self[field_name(fact)] for fact in self.facts]

    @property
    def agreed(self) -> tuple[str, ...]:
        """The purposes to which the person agreed just now."""
        return tuple(one for one in self.consents if self.cleaned_data.get(f"consent_{one}"))

    def values(self) -> dict[str, Any]:
        """What was typed, by key of the fact; empty lines are left out."""
        typed = {one.key: self.cleaned_data.get(field_name(one)) for one in self.facts}
        return {key: value for key, value in typed.items() if value not in (None, "")}

    def tell(self, errors: Mapping[str, Any]) -> None:
        """Say at each line what is wrong with it."""
        for key, sentence in errors.items():
            name = key.replace(".", "__")
            self.add_error(name if name in self.fields else None, str(sentence))


class CorrectionForm(forms.Form):
    """The right value, and why."""

    def __init__(self, *args: Any, fact: "FactKey", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["value"] = field_of(fact, is_required=True)
        self.fields["why"] = _line(
            _("Why is it corrected?"),
            most=400,
            is_required=True,
            hint=_("The former value stays in the history, with this reason."),
        )
        self.fields["holds_on"] = TypedDay(label=_("It was so on"), required=False)


class OnForm(forms.Form):
    """The day on which one wants to know what was known."""

    on = TypedDay(
        label=_("As it stood on"),
        required=False,
        widget=forms.TextInput(
            attrs={
                "class": "ui-input",
                "dir": "ltr",
                "autocomplete": "off",
                "placeholder": "1449/05/30",
            }
        ),
    )


class SeenForm(forms.Form):
    """The original of a document that lies before the officer."""

    number = _line(
        _("Number of the document"),
        most=60,
        ltr=True,
        hint=_("Of an identity document only the last four digits are kept."),
    )
    issued_on = TypedDay(
        label=_("Issued on"),
        required=False,
        help_text=_("As the document says, in either calendar."),
    )
    valid_until = TypedDay(label=_("Valid until"), required=False)

    def __init__(
        self,
        *args: Any,
        kinds: "Sequence[DocumentKindRow]",
        former: "Sequence[DocumentRow]" = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(
            label=_("What is it?"),
            choices=[("", "—"), *((str(one.id), spoken(one.title)) for one in kinds)],
        )
        self.fields["replaces"] = forms.ChoiceField(
            label=_("It takes the place of"),
            required=False,
            choices=[("", _("None: it is a further document")), *map(_former, former)],
        )
        self.order_fields(["kind", "number", "issued_on", "valid_until", "replaces"])


def _former(row: "DocumentRow") -> tuple[str, str]:
    until = str(words.day(row.valid_until)) if row.valid_until else ""
    parts = [spoken(row.kind.title), row.last_four, until]
    return str(row.id), " · ".join(part for part in parts if part)


class CopyForm(forms.Form):
    """A copy, and the ground on which it may be kept."""

    basis = ChoiceField(
        label=_("On what ground may a copy be kept?"),
        choices=[Choice(key, text, words.COPY_HINTS[key]) for key, text in COPY_WORDS.items()],
    )
    why = _line(
        _("Which law, letter or agreement, and what the copy is for"), most=400, is_required=True
    )
    file = PhotoField(label=_("The copy"))


class KindForm(forms.Form):
    """A kind of document that the association asks for."""

    title_ar = _line(_("Name in Arabic"), most=120, is_required=True)
    title_en = _line(_("Name in English"), most=120, is_required=True)
    validity = ChoiceField(
        label=_("How long is one good?"),
        choices=[Choice(key, text, hint) for key, (text, hint) in words.VALIDITIES.items()],
    )
    months = NumberField(label=_("How many months"), required=False, min_value=1, max_value=120)
    warn_days = NumberField(
        label=_("Days before the end on which we tell of it"), min_value=0, max_value=365
    )
    is_identity = forms.BooleanField(
        label=_("It identifies a person: no copy is kept unless a law or an authority asks"),
        required=False,
    )
