"""The application form, drawn dense; and the small forms around it. They check shape only."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from wasl.domains.applications.queries import (
    APPLICANT_WORDS,
    APPLIES_AS_WORDS,
    UNKNOWN,
)
from wasl.faces.desk import words
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import ChoiceField, PhoneField
from wasl.faces.ui.shapes import Choice, Text

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import Question, ServiceDefinition

MOST_MEMBERS: Final = 40
_MEMBER_PARTS: Final = ("name", "relation", "birth", "national_id")
_OTHER_PARTS: Final = ("name", "national_id", "relation")
_ORGANISATION: Final = ("name", "licence", "signatory_name")
_PERSON: Final = ("name", "identity_kind", "national_id", "identity_reason", "birth")
_REACHED: Final = ("phone", "email", "city", "address", "iban", "payee")
_LEFT_TO_RIGHT: Final = {"national_id", "phone", "email", "iban", "birth", "licence"}
_KEYBOARDS: Final = {"national_id": "numeric", "phone": "tel", "email": "email"}


class StartForm(forms.Form):
    """What an intake begins with: which service, by which channel, and a phone if there is one."""

    service = forms.ChoiceField(label=_("Service"), widget=forms.RadioSelect)
    channel = forms.ChoiceField(label=_("How did they reach us?"), widget=forms.RadioSelect)
    phone = PhoneField(label=_("Mobile number"), required=False)
    language = forms.ChoiceField(
        label=_("Language for messages"), choices=[("ar", _("Arabic")), ("en", _("English"))]
    )

    def __init__(
        self,
        *args: Any,
        services: Iterable[tuple[str, Text]],
        channels: Iterable[tuple[str, Text]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"data-row": "yes"}
        self.fields["service"] = ChoiceField(
            label=_("Service"),
            choices=[Choice(slug, title) for slug, title in services],
            widget=forms.RadioSelect(attrs=attrs),
        )
        self.fields["channel"] = ChoiceField(
            label=_("How did they reach us?"),
            choices=[Choice(kind, wording) for kind, wording in channels],
            widget=forms.RadioSelect(attrs=attrs),
        )


class SignForm(forms.Form):
    """The applicant's signature, with a code to the phone or on the printed slip."""

    method = ChoiceField(
        label=_("How does the applicant sign?"),
        choices=[
            Choice("code", _("With a code to the phone"), _("The applicant reads it out to you.")),
            Choice("paper", _("On paper"), _("Print the slip; the applicant signs it here.")),
        ],
    )
    signed_name = forms.CharField(
        label=_("Full name of the one who signs"), max_length=200, required=False
    )
    code = forms.CharField(label=_("The code"), max_length=12, required=False)
    witness = forms.CharField(
        label=_("Witness"),
        help_text=_("Who helped the applicant or saw the signature."),
        max_length=120,
        required=False,
    )
    confirmed = forms.BooleanField(
        label=_("I read the declaration aloud and the applicant confirmed the data."),
        required=False,
    )


class ApplicationForm(forms.Form):
    """The application's own questions and personal data as one dense form.

    Names: `as` who applies · `a-…` personal data · `o-…` the one on whose behalf · `m-N-…`
    family members · `q-…` the service's questions · `q-…-unknown` "does not know".
    """

    def __init__(
        self,
        definition: "ServiceDefinition",
        *,
        applies_as: str,
        stored_applicant: Mapping[str, Any],
        stored_answers: Mapping[str, Any],
        data: Any = None,
        members: int = 0,
    ) -> None:
        super().__init__(data=data, initial={})
        self.definition = definition
        self.applies_as = applies_as or definition.applies_as[0]
        kept = stored_applicant.get("dependants") or []
        blank_rows = 1 if self.has_members else 0
        self.member_count = min(MOST_MEMBERS, max(members, len(kept) + blank_rows))
        self._add_way()
        self._add_applicant(stored_applicant)
        if self.applies_as == "on_behalf":
            self._add_other(stored_applicant.get("on_behalf_of") or {})
        if self.has_members:
            self._add_members(kept)
        self._add_questions(stored_answers)

    @property
    def has_members(self) -> bool:
        """Whether family members are asked for."""
        return self.applies_as in ("household", "on_behalf")

    @property
    def questions(self) -> list["Question"]:
        """The service's questions for those who apply in this way."""
        return [one for one in self.definition.questions if self.applies_as in one.applies_as]

    def _add_way(self) -> None:
        if len(self.definition.applies_as) < 2:
            return
        self.fields["as"] = ChoiceField(
            label=_("Who applies?"),
            choices=[(way, APPLIES_AS_WORDS[way]) for way in self.definition.applies_as],
            widget=forms.RadioSelect(attrs={"data-row": "yes"}),
            required=False,
        )
        self.initial["as"] = self.applies_as

    def _add_applicant(self, stored: Mapping[str, Any]) -> None:
        parts = _ORGANISATION if self.applies_as == "organisation" else _PERSON
        for name in (*parts, *_REACHED):
            self.fields[f"a-{name}"] = _personal(name)
            self.initial[f"a-{name}"] = shown(stored.get(name))

    def _add_other(self, stored: Mapping[str, Any]) -> None:
        for name in _OTHER_PARTS:
            self.fields[f"o-{name}"] = _personal(name)
            self.initial[f"o-{name}"] = shown(stored.get(name))

    def _add_members(self, kept: list[Mapping[str, Any]]) -> None:
        for number in range(self.member_count):
            stored = kept[number] if number < len(kept) else {}
            for name in _MEMBER_PARTS:
                self.fields[f"m-{number}-{name}"] = _personal(name)
                self.initial[f"m-{number}-{name}"] = shown(stored.get(name))

    def _add_questions(self, stored: Mapping[str, Any]) -> None:
        for question in self.questions:
            name = f"q-{question.key}"
            self.fields[name] = _question_field(question)
            is_unknown = question.key in stored and stored[question.key] is None
            default = question.default or ""
            if question.key in stored:
                self.initial[name] = UNKNOWN if is_unknown else shown(stored[question.key])
            else:
                self.initial[name] = default
            if _has_unknown_box(question):
                self.fields[f"{name}-unknown"] = forms.BooleanField(
                    label=_("Does not know"), required=False
                )
                self.initial[f"{name}-unknown"] = is_unknown
                self.initial[name] = "" if is_unknown else self.initial[name]

    def people_fields(self) -> list[BoundField]:
        """Personal data in the order of the page."""
        return [self[name] for name in self.fields if name.startswith("a-")]

    def other_fields(self) -> list[BoundField]:
        """The data of the one on whose behalf the application is made."""
        return [self[name] for name in self.fields if name.startswith("o-")]

    def member_rows(self) -> list[list[BoundField]]:
        """The rows of family members."""
        if not self.has_members:
            return []
        return [
            [self[f"m-{number}-{name}"] for name in _MEMBER_PARTS]
            for number in range(self.member_count)
        ]

    def question_fields(self) -> Iterator[dict[str, Any]]:
        """Each question with its own "does not know" and its words of consent, if any."""
        for question in self.questions:
            name = f"q-{question.key}"
            yield {
                "field": self[name],
                "unknown": self[f"{name}-unknown"] if f"{name}-unknown" in self.fields else None,
                "consent": question.consent,
                "question": question,
                "is_wide": question.kind == "long_text",
            }

    def typed(self) -> tuple[str, dict[str, Any], dict[str, Any]]:
        """What was typed, as the action takes it: way of applying, personal data, answers."""
        way = str(self.data.get("as") or self.applies_as)
        return way, self._typed_applicant(), self._typed_answers()

    def _typed_applicant(self) -> dict[str, Any]:
        given: dict[str, Any] = {
            name[2:]: self.data.get(name, "")
            for name in self.fields
            if name.startswith("a-") and name in self.data
        }
        if self.applies_as == "on_behalf":
            other = {part: self.data.get(f"o-{part}", "").strip() for part in _OTHER_PARTS}
            if any(other.values()):
                given["on_behalf_of"] = other
        if self.has_members:
            rows = [
                {part: self.data.get(f"m-{n}-{part}", "").strip() for part in _MEMBER_PARTS}
                for n in range(self.member_count)
            ]
            given["dependants"] = [row for row in rows if any(row.values())]
        return given

    def _typed_answers(self) -> dict[str, Any]:
        answers: dict[str, Any] = {}
        for question in self.questions:
            name = f"q-{question.key}"
            if self.data.get(f"{name}-unknown"):
                answers[question.key] = UNKNOWN
            elif name in self.data:
                answers[question.key] = self.data.get(name, "")
        return answers

    def mark(self, errors: Mapping[str, Any]) -> None:
        """Show the domain's own sentences at the fields that they are about."""
        self.errors  # noqa: B018  Django fills its errors on first sight and would drop ours
        for path, sentence in errors.items():
            name = field_name(path, self)
            self.add_error(name if name in self.fields else None, str(sentence))

    def label_of(self, path: str) -> str:
        """What the form calls a field of the domain, for the list of what is missing."""
        name = field_name(path, self)
        if name in self.fields:
            return spoken(self.fields[name].label)
        part = path.rsplit(".", 1)[-1]
        return spoken(APPLICANT_WORDS.get(part, part))


def field_name(path: str, form: ApplicationForm) -> str:
    """The form's name for a field of the domain, such as `applicant.dependants.0.name`."""
    parts = path.split(".")
    if parts[0] == "applies_as":
        return "as"
    if parts[0] in ("on_behalf_of", "applicant") and "on_behalf_of" in parts[:2]:
        return f"o-{parts[-1]}"
    if parts[0] != "applicant":
        return f"q-{path}"
    if parts[1] == "dependants" and len(parts) == 4:
        return f"m-{_row_typed(form, int(parts[2]))}-{parts[3]}"
    return f"a-{parts[1]}"


def _row_typed(form: ApplicationForm, position: int) -> int:
    """The row in which the member at that position was typed; blank rows are not sent."""
    filled = [
        number
        for number in range(form.member_count)
        if any(form.data.get(f"m-{number}-{part}", "").strip() for part in _MEMBER_PARTS)
    ]
    return filled[position] if position < len(filled) else position


def shown(value: Any) -> str:
    """A kept value as it was typed."""
    if isinstance(value, Mapping):
        return str(value.get("text", ""))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


def _personal(name: str) -> forms.Field:
    label = APPLICANT_WORDS.get(name, name)
    if name == "identity_kind":
        return forms.ChoiceField(
            label=label, choices=list(words.IDENTITY_KINDS.items()), required=False
        )
    if name == "relation":
        choices = [("", "—"), *words.RELATIONS.items()]
        return forms.ChoiceField(label=_("Relation"), choices=choices, required=False)
    attrs: dict[str, Any] = {"autocomplete": "off"}
    if name in _LEFT_TO_RIGHT:
        attrs["dir"] = "ltr"
    if name in _KEYBOARDS:
        attrs["inputmode"] = _KEYBOARDS[name]
    made = forms.CharField(
        label=label, max_length=300, required=False, widget=forms.TextInput(attrs=attrs)
    )
    if name == "birth":
        made.help_text = _("Hijri or Gregorian, for example 1410/5/12")
    return made


class _Money(forms.CharField):
    """A box for an amount; the template shows the currency behind it."""

    suffix = _("SAR")


def _has_unknown_box(question: "Question") -> bool:
    return question.allow_unknown and question.kind not in ("choice", "yes_no")


def _question_field(question: "Question") -> forms.Field:
    label: Any = spoken(question.label)
    if question.kind in ("choice", "yes_no"):
        if question.kind == "choice":
            choices: list[tuple[str, Any]] = [(c.key, spoken(c.label)) for c in question.choices]
        else:
            choices = [("yes", _("Yes")), ("no", _("No"))]
        if question.allow_unknown:
            choices.append((UNKNOWN, _("Does not know")))
        if question.kind == "yes_no":
            attrs = {"data-row": "yes"}
            return ChoiceField(
                label=label,
                choices=choices,
                required=False,
                widget=forms.RadioSelect(attrs=attrs),
            )
        return forms.ChoiceField(label=label, choices=[("", "—"), *choices], required=False)
    attrs = {"autocomplete": "off"}
    if question.kind in ("number", "money", "date", "phone", "iban", "national_id"):
        attrs["dir"] = "ltr"
    if question.kind in ("number", "money", "national_id"):
        attrs["inputmode"] = "decimal" if question.kind == "money" else "numeric"
    widget: forms.Widget = forms.TextInput(attrs=attrs)
    if question.kind == "long_text":
        widget = forms.Textarea(attrs={"rows": 3})
    box = _Money if question.kind == "money" else forms.CharField
    made = box(label=label, max_length=4000, required=False, widget=widget)
    if question.kind == "date":
        made.help_text = _("Hijri or Gregorian, for example 1410/5/12")
    return made
