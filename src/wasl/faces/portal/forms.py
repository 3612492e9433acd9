"""What people type, page by page: the shape only; whether an answer is acceptable the domain says."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from wasl.domains.catalogue.queries import UNKNOWN
from wasl.faces.ui.formats import words
from wasl.faces.ui.forms import (
    ChoiceField,
    CodeField,
    IdentityField,
    LongTextField,
    PhoneField,
    PhotoField,
    WrittenDateField,
)
from wasl.faces.ui.shapes import Choice, Text
from wasl.foundation.calendar import DateEntry, parse_date
from wasl.foundation.identifiers import Malformed, ascii_digits

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import FitQuestion, Question
    from wasl.domains.parties.queries import MyRecord

NOTHING: Final = object()
"""Stands for an answer that was never given; None is “I do not know”."""
_NEEDED: Final = {"required": _("Answer this to go on.")}


class _Typed(forms.CharField):
    """A line of text with the keyboard that suits it; the domain reads it."""

    def __init__(
        self,
        *,
        mode: str = "text",
        why: Text = "",
        example: Text = "",
        size: str = "full",
        autocomplete: str = "off",
        **kwargs: Any,
    ) -> None:
        attrs = {"inputmode": mode, "autocomplete": autocomplete}
        if mode != "text":
            attrs["dir"] = "ltr"
        kwargs.setdefault("widget", forms.TextInput(attrs=attrs))
        kwargs.setdefault("max_length", 300)
        kwargs.setdefault("error_messages", _NEEDED)
        super().__init__(**kwargs)
        extra: dict[str, object] = {"why": why, "example": example, "size": size}
        for name, value in extra.items():
            setattr(self, name, value)


def kept_date(stored: object) -> DateEntry | None:
    """A date as it is kept, ready to be shown again as it was typed."""
    text = stored.get("text", "") if isinstance(stored, Mapping) else stored
    try:
        return parse_date(str(text)) if text else None
    except Malformed:
        return None


class FitForm(forms.Form):
    """The questions before the form; an answer that does not fit is no error."""

    def __init__(self, data: Any = None, *, questions: "Sequence[FitQuestion]") -> None:
        super().__init__(data)
        self.questions = questions
        for question in questions:
            self.fields[question.key] = ChoiceField(
                label=words(question.label),
                choices=[Choice(choice.key, choice.label) for choice in question.choices],
                error_messages=_NEEDED,
            )

    def misfits(self) -> tuple[object, ...]:
        """What to tell for each answer that does not fit."""
        return tuple(
            question.misfit
            for question in self.questions
            if self.cleaned_data[question.key] not in question.fitting
        )


class MobileForm(forms.Form):
    """The phone to which a code goes."""

    phone = PhoneField(
        label=_("Mobile number"),
        why=_("We send a code to it now, and tell you there what happens to your request."),
        error_messages={"required": _("Write your mobile number, or go on without a phone.")},
    )


class SmsCodeForm(forms.Form):
    """The code from the message."""

    code = CodeField(
        label=_("The code in the message"),
        help_text=_("Six digits. It stays valid for ten minutes."),
        error_messages={"required": _("Write the code that is in the message.")},
    )


class WhoForm(forms.Form):
    """Who applies: for himself, a family, an organisation, or somebody else."""

    def __init__(self, data: Any = None, *, kinds: Sequence[str], initial: Any = None) -> None:
        super().__init__(data, initial=initial)
        self.fields["applies_as"] = ChoiceField(
            label=_("For whom is the request?"),
            choices=[WHO_CHOICES[kind] for kind in kinds],
            error_messages=_NEEDED,
        )


WHO_CHOICES: Final = {
    "self": Choice("self", _("For me alone")),
    "household": Choice(
        "household", _("For my family"), _("You speak for those who live with you.")
    ),
    "organisation": Choice(
        "organisation", _("For an organisation"), _("You sign for it and have its licence.")
    ),
    "on_behalf": Choice(
        "on_behalf",
        _("For somebody else"),
        _("As guardian, relative or by power of attorney."),
    ),
}


class NameForm(forms.Form):
    """The applicant's name."""

    name = _Typed(
        label=_("Your full name"),
        help_text=_("As it is written on your ID."),
        autocomplete="name",
        max_length=200,
        error_messages={"required": _("Write your full name as it is on your ID.")},
    )


class OrganisationNameForm(forms.Form):
    """The organisation's name."""

    name = _Typed(
        label=_("The organisation's name"),
        help_text=_("As it is written in its licence."),
        max_length=200,
        error_messages={"required": _("Write the organisation's name.")},
    )


class IdentityForm(forms.Form):
    """The number of an ID or residence permit, or which other document there is and why."""

    national_id = IdentityField(
        label=_("National ID or residence permit number"),
        help_text=_("Ten digits, starting with 1 or 2."),
        why=_("So that nobody else can ask in your name. We keep it encrypted."),
        required=False,
    )
    has_other = forms.BooleanField(
        label=_("I have no ID or residence permit to give"), required=False
    )
    identity_reason = _Typed(
        label=_("Which document do you have, and why is there no ID?"),
        help_text=_("Fill this in only if you ticked the box above."),
        example=_("GCC identity card · border number · ID application under way"),
        max_length=200,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("has_other"):
            if not cleaned.get("identity_reason") and "identity_reason" not in self.errors:
                self.add_error(
                    "identity_reason", _("Write which document you have and why there is no ID.")
                )
        elif not cleaned.get("national_id") and "national_id" not in self.errors:
            self.add_error(
                "national_id", _("Write the ten digits, or tick that you have another document.")
            )
        return cleaned


class BirthForm(forms.Form):
    """The date of birth in either calendar."""

    birth = WrittenDateField(
        label=_("Your date of birth"),
        may_be_partial=True,
        help_text=_("Hijri or Gregorian. If you know only the year, write the year."),
    )


class CityForm(forms.Form):
    """Where the applicant lives."""

    city = _Typed(
        label=_("In which city or governorate do you live?"),
        why=_("To find the branch nearest to you."),
        autocomplete="address-level2",
        max_length=60,
        error_messages={"required": _("Write the city or governorate.")},
    )


class LicenceForm(forms.Form):
    """An organisation's licence and who signs for it."""

    licence = _Typed(
        label=_("Licence number"),
        mode="numeric",
        size="s",
        max_length=20,
        error_messages={"required": _("Write the number of the licence.")},
    )
    signatory_name = _Typed(
        label=_("Full name of the person who signs for it"),
        max_length=200,
        error_messages={"required": _("Write the name of the person who signs.")},
    )


RELATIONS: Final = (
    Choice("parent", _("Father or mother")),
    Choice("child", _("Son or daughter")),
    Choice("spouse", _("Husband or wife")),
    Choice("sibling", _("Brother or sister")),
    Choice("ward", _("Under my guardianship")),
    Choice("other", _("Other")),
)


class ForWhomForm(forms.Form):
    """The person for whom somebody else asks."""

    name = _Typed(
        label=_("Full name of the person"),
        max_length=200,
        error_messages={"required": _("Write the full name of the person.")},
    )
    national_id = IdentityField(
        label=_("National ID or residence permit number of the person"),
        error_messages={"required": _("Write the ten digits of the person's ID.")},
    )
    relation = ChoiceField(
        label=_("What is the person to you?"), choices=RELATIONS, error_messages=_NEEDED
    )


class MemberForm(forms.Form):
    """One member of the family."""

    name = _Typed(
        label=_("Full name"),
        max_length=200,
        error_messages={"required": _("Write the name of the family member.")},
    )
    relation = ChoiceField(label=_("Relation"), choices=RELATIONS, error_messages=_NEEDED)
    birth = WrittenDateField(
        label=_("Date of birth"),
        help_text=_("The year alone is enough."),
        may_be_partial=True,
        required=False,
    )


class ConsentForm(forms.Form):
    """Explicit consent before a sensitive question."""

    agreed = forms.BooleanField(
        label=_("I agree that you ask this and keep the answer for this request"),
        error_messages={"required": _("Tick the box to agree, or go on without answering.")},
    )


class UploadForm(forms.Form):
    """One photo or PDF."""

    file = PhotoField(
        label=_("Photo or PDF"),
        help_text=_("Up to 10 MB. A photo from the phone is made smaller by itself."),
        error_messages={
            "required": _("Choose a photo or a file, or say that you bring it later."),
            "empty": _("This file is empty. Take the photo again."),
        },
    )


class DeclarationForm(forms.Form):
    """The signature: the name typed, and the code from the phone where there is one."""

    signed_name = _Typed(
        label=_("Type your full name as your signature"),
        autocomplete="name",
        max_length=200,
        error_messages={"required": _("Type your full name as your signature.")},
    )
    witness = _Typed(
        label=_("Name of whoever helped you fill this in"),
        help_text=_("Only if somebody did; the name is kept as a witness."),
        max_length=120,
        required=False,
    )
    agreed = forms.BooleanField(
        label=_("What I wrote is true and complete, and I am directly responsible for it."),
        error_messages={"required": _("Tick the box if what you wrote is true.")},
    )

    def __init__(self, data: Any = None, *, with_code: bool) -> None:
        super().__init__(data)
        if with_code:
            self.fields["code"] = CodeField(
                label=_("The code in the message"),
                help_text=_("We have sent six digits to your phone to sign with."),
                error_messages={"required": _("Write the code that is in the message.")},
            )


class ReferenceForm(forms.Form):
    """The reference of a request."""

    reference = _Typed(
        label=_("Reference of the request"),
        help_text=_("Ten digits. It is in the message we sent you, or on your slip."),
        mode="numeric",
        size="m",
        max_length=30,
        error_messages={"required": _("Write the ten digits of the reference.")},
    )

    def clean_reference(self) -> str:
        typed = ascii_digits(self.cleaned_data["reference"], without_marks=True)
        digits = "".join(typed.split()).replace("-", "")
        if not (digits.isascii() and digits.isdigit() and len(digits) == 10):
            raise ValidationError(_("A reference has ten digits. Compare it with the message."))
        return digits


class FollowCodeForm(forms.Form):
    """The code that came to the phone, or the secret on the slip."""

    code = _Typed(
        label=_("The code from the message, or the secret on your slip"),
        help_text=_("The code has six digits; the secret has twelve letters and digits."),
        autocomplete="one-time-code",
        size="s",
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "dir": "ltr"}),
        error_messages={"required": _("Write the code, or the secret on your slip.")},
    )

    def clean_code(self) -> str:
        typed = ascii_digits(self.cleaned_data["code"], without_marks=True)
        return "".join(typed.split()).replace("-", "").upper()


class WithdrawForm(forms.Form):
    """Taking the request back, with a reason if wanted."""

    reason = LongTextField(
        label=_("Why do you take it back?"),
        help_text=_("You need not say."),
        required=False,
        max_length=500,
    )
    sure = forms.BooleanField(
        label=_("I take my request back. I know that this cannot be undone."),
        error_messages={"required": _("Tick the box if you really want to take it back.")},
    )


class SurveyForm(forms.Form):
    """One answer from bad to good, and words if wanted."""

    score = ChoiceField(
        label=_("How were you served?"),
        choices=[
            ("1", _("Very bad")),
            ("2", _("Bad")),
            ("3", _("Acceptable")),
            ("4", _("Good")),
            ("5", _("Very good")),
        ],
        error_messages={"required": _("Choose one of the five answers, then send.")},
    )
    words = LongTextField(
        label=_("What should we keep, and what should we change?"),
        help_text=_("Please write no names or numbers, yours or anybody's."),
        required=False,
        max_length=2000,
    )


class CallForm(forms.Form):
    """The wish to be called."""

    phone = PhoneField(
        label=_("Mobile number"),
        error_messages={"required": _("Write the number on which we should call you.")},
    )
    words = LongTextField(
        label=_("What should we speak about?"), required=False, max_length=2000, rows=3
    )


class QuestionForm(forms.Form):
    """One question of the service."""

    def __init__(self, data: Any = None, *, question: "Question", kept: Any = NOTHING) -> None:
        super().__init__(data, initial={"answer": _shown(question, kept)})
        self.fields["answer"] = field_of(question)


def _shown(question: "Question", kept: Any) -> Any:
    """An answer as its field shows it again; one that is not there yet is empty."""
    if kept is NOTHING:
        return None
    if kept is None:
        return UNKNOWN if question.kind in ("choice", "yes_no") else None
    if question.kind == "yes_no":
        return "yes" if kept else "no"
    return kept_date(kept) if question.kind == "date" else kept


def field_of(question: "Question") -> forms.Field:
    """The field that suits a question's kind, with its words and why it is asked."""
    said: dict[str, Any] = {
        "label": words(question.label),
        "why": question.why,
        "required": question.required,
        "error_messages": _NEEDED,
    }
    if question.kind == "choice":
        options = [Choice(choice.key, choice.label) for choice in question.choices]
        if question.allow_unknown:
            options.append(Choice(UNKNOWN, _("I do not know")))
        return ChoiceField(choices=options, **said)
    if question.kind == "yes_no":
        options = [Choice("yes", _("Yes")), Choice("no", _("No"))]
        if question.allow_unknown:
            options.append(Choice(UNKNOWN, _("I do not know")))
        return ChoiceField(choices=options, **said)
    if question.kind == "long_text":
        return LongTextField(**said, max_length=4000)
    if question.kind == "date":
        return WrittenDateField(
            label=said["label"],
            why=question.why,
            required=question.required,
            help_text=_("Hijri or Gregorian, as you know it."),
        )
    return _Typed(**said, **_KEYBOARDS.get(question.kind, {}))


_KEYBOARDS: Final[dict[str, dict[str, Any]]] = {
    "number": {"mode": "numeric", "size": "xs"},
    "money": {"mode": "decimal", "size": "s", "help_text": _("In riyals.")},
    "phone": {"mode": "tel", "size": "s", "example": "0501234567"},
    "iban": {"mode": "text", "size": "m", "example": "SA03 8000 0000 6080 1016 7519"},
    "national_id": {"mode": "numeric", "size": "s"},
}


class RightForm(forms.Form):
    """What somebody asks about his own data, in his own words."""

    name = _Typed(label=_("Your name"), max_length=200, autocomplete="name")
    words = LongTextField(
        label=_("Say it in your own words"),
        help_text=_("As you would say it to us at the office."),
        max_length=4000,
        error_messages={"required": _("Write what you ask for, in your own words.")},
    )

    def __init__(
        self,
        data: Any = None,
        *,
        rights: Mapping[str, tuple[Any, Any]],
        records: "Sequence[MyRecord]",
        initial: Mapping[str, str],
    ) -> None:
        super().__init__(data, initial=dict(initial))
        self.fields["kind"] = ChoiceField(
            label=_("What do you ask for?"),
            choices=[Choice(key, title, hint) for key, (title, hint) in rights.items()],
            error_messages={"required": _("Choose what you ask for.")},
        )
        if records:
            self.fields["about"] = ChoiceField(
                label=_("Whose data?"),
                choices=[
                    *(Choice(str(one.id), one.name) for one in records),
                    Choice("other", _("Somebody else, or not listed here")),
                ],
                error_messages={"required": _("Choose whose data you mean.")},
            )
        self.order_fields(["kind", "words", "about", "name"])
