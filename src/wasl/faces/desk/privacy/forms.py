"""The forms about personal data. They check shape only."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.domains.privacy.queries import (
    ASKER_WORDS,
    CHECK_WORDS,
    GROUND_WORDS,
    GROUNDS_OF_USE,
    HOLD_WORDS,
    KINDS_OF_DATA,
    OUTCOME_WORDS,
    REFUSAL_GROUNDS,
    REQUEST_OUTCOMES,
    RIGHT_WORDS,
    RIGHTS,
    WAY_WORDS,
    WAYS_TO_KNOW,
    WAYS_TO_TELL,
)
from wasl.faces.desk.privacy import words as named
from wasl.faces.desk.words import Words
from wasl.faces.ui.forms import (
    ChoiceField,
    LongTextField,
    ManyChoiceField,
    MobileField,
    NumberField,
    TypedDay,
)
from wasl.faces.ui.shapes import Choice
from wasl.foundation.identifiers import ascii_digits

RIYADH = ZoneInfo("Asia/Riyadh")


def _line(label: Words, *, most: int = 200, hint: Words = "", ltr: bool = False) -> forms.CharField:
    attrs = {"autocomplete": "off", "dir": "ltr" if ltr else "auto"}
    return forms.CharField(
        label=label,
        max_length=most,
        required=False,
        help_text=hint,
        widget=forms.TextInput(attrs=attrs),
    )


def _options(keys: Iterable[str], told: Mapping[str, Words]) -> list[Choice]:
    return [Choice(key, told[key]) for key in keys]


def _kinds_of_data(label: Words) -> ManyChoiceField:
    return ManyChoiceField(
        label=label,
        choices=_options(KINDS_OF_DATA, named.KINDS),
        widget=forms.CheckboxSelectMultiple(attrs={"data-row": "yes"}),
    )


class RequestForm(forms.Form):
    """What a person asks about his data."""

    kind = ChoiceField(
        label=_("What does the person ask for?"), choices=_options(RIGHTS, RIGHT_WORDS)
    )
    words = LongTextField(
        label=_("In the person’s own words"),
        help_text=_("As it was said, also when it was said in passing."),
        rows=3,
        max_length=4000,
    )
    way = ChoiceField(
        label=_("How did it come to us?"),
        choices=_options(("oral", "desk", "letter", "email"), WAY_WORDS),
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
    )
    received_on = TypedDay(
        label=_("Received on"),
        help_text=_("The day it reached any of us. The thirty days run from it."),
    )
    name = _line(_("Name of the person who asks"))
    acts_as = forms.ChoiceField(label=_("Asks"), choices=list(ASKER_WORDS.items()))
    phone = MobileField(label=_("Mobile number"), required=False)
    email = forms.EmailField(
        label=_("E-mail"),
        required=False,
        widget=forms.EmailInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    identity_check = forms.ChoiceField(
        label=_("How do we know who asks?"),
        choices=[("", _("Not made sure yet")), *((one, CHECK_WORDS[one]) for one in WAYS_TO_KNOW)],
        required=False,
    )
    identity_note = _line(
        _("Which document, and its last four digits"),
        most=60,
        hint=_("No copy is kept."),
    )


class IdentityForm(forms.Form):
    """How we made sure who asks."""

    check = forms.ChoiceField(
        label=_("How do we know who asks?"),
        choices=[(one, CHECK_WORDS[one]) for one in WAYS_TO_KNOW],
    )
    note = _line(_("Which document, and its last four digits"), most=60, hint=_("No copy is kept."))


class FindForm(forms.Form):
    """Whose data it is."""

    find = _line(_("Name, ID or phone"))


class ExtendForm(forms.Form):
    """Why more time is needed."""

    why = LongTextField(
        label=_("Why is more time needed? The person reads this."), rows=3, max_length=4000
    )


class AnswerForm(forms.Form):
    """How a request was answered, and what the person is told."""

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"] = forms.ChoiceField(
            label=_("How was it answered?"),
            choices=[
                (one, OUTCOME_WORDS[one]) for one in REQUEST_OUTCOMES[kind] if one != "erased"
            ],
        )
        self.fields["answer"] = LongTextField(
            label=_("What the person is told"), rows=4, max_length=4000
        )


class RefuseForm(forms.Form):
    """On what ground a request is refused."""

    ground = forms.ChoiceField(
        label=_("Ground"), choices=[(one, GROUND_WORDS[one]) for one in REFUSAL_GROUNDS]
    )
    article = _line(
        _("Article of the law, or clause of the policy"),
        most=160,
        hint=_("Left empty, the article that is usual for this ground is named."),
    )
    answer = LongTextField(
        label=_("What the person is told, and how to complain about it"), rows=4, max_length=4000
    )


class WithdrawForm(forms.Form):
    """Why a request ends without an answer."""

    why = LongTextField(label=_("What the person said"), rows=2, max_length=4000, required=False)


class _Timed(forms.Form):
    """A form with moments, each typed as a day and an hour."""

    def moment(self, name: str) -> datetime | None:
        """The moment typed under a name; None when the day was left empty."""
        day = self.cleaned_data.get(f"{name}_on")
        if day is None:
            return None
        hour = self.cleaned_data[f"{name}_time"]
        return datetime.combine(day, hour, tzinfo=RIYADH)


class HourField(forms.TimeField):
    """An hour of the day in any digits."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(
            attrs={"dir": "ltr", "inputmode": "numeric", "autocomplete": "off"}
        )
        super().__init__(widget=widget, input_formats=["%H:%M", "%H.%M", "%H"], **kwargs)

    def to_python(self, value: Any) -> Any:
        """The hour, its digits read first."""
        return super().to_python(ascii_digits(value) if isinstance(value, str) else value)


def _day(label: Words, *, required: bool = True) -> TypedDay:
    return TypedDay(label=label, required=required, help_text=_("Hijri or Gregorian."))


def _hour(label: Words, *, required: bool = True) -> HourField:
    return HourField(
        label=label,
        required=required,
        error_messages={"invalid": _("Write the hour as 14:30.")},
    )


class IncidentForm(_Timed):
    """What happened, when, and when it became known."""

    title = _line(_("In a few words"), most=120)
    happened = LongTextField(
        label=_("What happened, and how it was noticed"), rows=4, max_length=8000
    )
    known_on = _day(_("Known since, the day"))
    known_time = _hour(_("Known since, the hour"))
    happened_on = _day(_("Happened on, as far as known"), required=False)
    happened_time = _hour(_("At what hour"), required=False)
    kinds = _kinds_of_data(_("Which data does it touch?"))
    people_count = NumberField(
        label=_("How many people"), required=False, min_value=0, max_value=10_000_000, size="s"
    )
    is_estimate = forms.BooleanField(label=_("The number is an estimate"), required=False)
    measures = LongTextField(
        label=_("What was done at once"), rows=3, max_length=8000, required=False
    )

    def clean_happened_time(self) -> Any:
        """An hour that was left empty is the beginning of the day."""
        return self.cleaned_data.get("happened_time") or datetime.min.time()


class AssessForm(forms.Form):
    """How an incident is weighed."""

    risk = ChoiceField(
        label=_("Risk to the people"),
        choices=[
            Choice(
                "none",
                named.RISKS["none"][0],
                _("The data was not seen, or was sealed. Nobody must be told."),
            ),
            Choice("some", named.RISKS["some"][0], _("The authority must be told.")),
            Choice(
                "high",
                named.RISKS["high"][0],
                _("It may harm people: the authority and the people must be told."),
            ),
        ],
    )
    consequences = LongTextField(
        label=_("What may follow from it for the people"), rows=3, max_length=8000
    )
    measures = LongTextField(label=_("What was done and will be done"), rows=3, max_length=8000)
    advice = LongTextField(
        label=_("What the people can do themselves"), rows=2, max_length=8000, required=False
    )
    kinds = _kinds_of_data(_("Which data does it touch?"))
    people_count = NumberField(
        label=_("How many people"), required=False, min_value=0, max_value=10_000_000, size="s"
    )
    is_estimate = forms.BooleanField(label=_("The number is an estimate"), required=False)


class AuthorityForm(_Timed):
    """That the authority was told."""

    told_on = _day(_("Told on"))
    told_time = _hour(_("At what hour"))
    reference = _line(_("Number at the authority"), most=60)
    late_why = LongTextField(
        label=_("Why later than 72 hours"),
        help_text=_("Only when the notice is late."),
        rows=2,
        max_length=8000,
        required=False,
    )


class PeopleForm(_Timed):
    """That the people were told."""

    how = forms.ChoiceField(
        label=_("How were they told?"),
        choices=[(one, named.TOLD_HOW[one]) for one in WAYS_TO_TELL],
    )
    count = NumberField(
        label=_("How many people were told"), min_value=1, max_value=10_000_000, size="s"
    )
    told_on = _day(_("Told on"))
    told_time = _hour(_("At what hour"))


class CloseForm(forms.Form):
    """What was learned."""

    lessons = LongTextField(
        label=_("What will keep it from happening again"), rows=3, max_length=8000
    )


class _InBothForm(forms.Form):
    """A form some of whose words are typed in both languages."""

    def both(self, name: str) -> dict[str, str]:
        """What was typed in both languages."""
        return {one: self.cleaned_data[f"{name}_{one}"] for one in ("ar", "en")}


class PurposeForm(_InBothForm):
    """What data is used for, and on what ground."""

    key = forms.SlugField(
        label=_("Short name"),
        help_text=_("English letters, for example field-visits. It does not change later."),
        max_length=40,
        widget=forms.TextInput(attrs={"dir": "ltr", "autocomplete": "off"}),
    )
    title_ar = _line(_("Purpose, in Arabic"), most=120)
    title_en = _line(_("Purpose, in English"), most=120)
    basis = forms.ChoiceField(
        label=_("Ground in the law"), choices=[(one, named.BASES[one]) for one in GROUNDS_OF_USE]
    )
    law = _line(_("Article"), most=120)
    kinds = _kinds_of_data(_("Kinds of data"))
    told_ar = LongTextField(
        label=_("What the people are told, in Arabic"), rows=2, max_length=1000, required=False
    )
    told_en = LongTextField(
        label=_("What the people are told, in English"), rows=2, max_length=1000, required=False
    )
    kept_for_ar = _line(_("Kept how long, in Arabic"))
    kept_for_en = _line(_("Kept how long, in English"))
    given_to_ar = _line(_("Given to whom, in Arabic"))
    given_to_en = _line(_("Given to whom, in English"))


class NoticeForm(_InBothForm):
    """A new version of the notice."""

    text_ar = LongTextField(
        label=_("The notice in Arabic"),
        help_text=_("A line that begins with # is a heading, one that begins with - a point."),
        rows=16,
        max_length=30_000,
    )
    text_en = LongTextField(label=_("The notice in English"), rows=16, max_length=30_000)
    changes_ar = LongTextField(
        label=_("What has changed, in Arabic"), rows=2, max_length=2000, required=False
    )
    changes_en = LongTextField(
        label=_("What has changed, in English"), rows=2, max_length=2000, required=False
    )
    published_from = _day(_("Holds from"))


class EraseForm(forms.Form):
    """Why somebody is erased without having asked."""

    why = LongTextField(
        label=_("Why the data is destroyed"),
        help_text=_("Stands in the minutes: write no name and no number."),
        rows=2,
        max_length=500,
    )


class EraseOnRequestForm(EraseForm):
    """What the person is told before his data is destroyed."""

    answer = LongTextField(
        label=_("What the person is told"),
        help_text=_("It goes with the data; the person gets a last message that it is erased."),
        rows=3,
        max_length=4000,
    )


class HoldForm(forms.Form):
    """Why a person's data must stay."""

    ground = forms.ChoiceField(label=_("Ground"), choices=list(HOLD_WORDS.items()))
    until = TypedDay(label=_("Until"), required=False, help_text=_("Empty: until it is lifted."))
    why = LongTextField(label=_("Why must it stay?"), rows=2, max_length=2000)


class LiftForm(forms.Form):
    """Why a hold is no longer needed."""

    why = LongTextField(label=_("Why is it no longer needed?"), rows=2, max_length=2000)
