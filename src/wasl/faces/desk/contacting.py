"""The form of a conversation, as a case and as a party's own page ask for it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.faces.desk import words
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import LongTextField


class ContactForm(forms.Form):
    """A conversation about a case or with a party."""

    channel = forms.ChoiceField(label=_("Channel"))
    direction = forms.ChoiceField(label=_("Who contacted whom?"), choices=[])
    purpose = forms.ChoiceField(label=_("What was it about?"))
    summary = LongTextField(label=_("What was said"), rows=3, max_length=1500)

    def __init__(self, *args: Any, channels: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: dict[str, list[tuple[str, Any]]] = {
            "channel": [(kind, spoken(wording)) for kind, wording in channels],
            "direction": list(words.DIRECTIONS.items()),
            "purpose": [
                (key, words.PURPOSES[key])
                for key in ("follow_up", "inquiry", "complaint", "suggestion", "other")
            ],
        }
        for name, listed in choices.items():
            self.fields[name] = forms.ChoiceField(label=self.fields[name].label, choices=listed)
