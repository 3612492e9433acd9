"""The forms of those who open associations."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.domains.associations.queries import accents_known
from wasl.faces.ui.forms import ChoiceField, PhoneField
from wasl.foundation.identifiers import Malformed, could_be_national_id, licence

_LTR = {"dir": "ltr", "autocomplete": "off"}
_ACCENTS = {
    "teal": _("Teal"),
    "indigo": _("Indigo"),
    "plum": _("Plum"),
    "amber": _("Amber"),
    "forest": _("Forest green"),
}


def _text(
    label: Any, *, most: int = 120, required: bool = True, ltr: bool = False, help_text: Any = ""
) -> forms.CharField:
    attributes = _LTR if ltr else {"dir": "auto", "autocomplete": "off"}
    return forms.CharField(
        label=label,
        max_length=most,
        required=required,
        help_text=help_text,
        widget=forms.TextInput(attrs=attributes),
    )


class DirectorForm(forms.Form):
    """The first director."""

    director_name = _text(_("The first director's name"))
    director_email = forms.EmailField(
        label=_("The director's e-mail"),
        help_text=_("The invitation goes there: a link that serves once, within seven days."),
        max_length=254,
        widget=forms.EmailInput(attrs=_LTR),
    )


class AssociationForm(forms.Form):
    """A new association, as its licence and its board write it."""

    name_ar = _text(_("Name in Arabic"))
    name_en = _text(_("Name in English"), ltr=True)
    short_ar = _text(_("Short name in Arabic"), most=40)
    short_en = _text(_("Short name in English"), most=40, ltr=True)
    slug = _text(
        _("Short name in addresses"),
        most=40,
        required=False,
        ltr=True,
        help_text=_("Small Latin letters. Left empty, it is made from the English short name."),
    )
    licence = _text(
        _("Licence number"),
        most=40,
        required=False,
        ltr=True,
        help_text=_("3 to 10 digits, from the licence of the association itself."),
    )
    is_licence = forms.BooleanField(
        label=_("I have looked: this is the number on the association's licence"), required=False
    )
    city_ar = _text(_("City in Arabic"), most=60, required=False)
    city_en = _text(_("City in English"), most=60, required=False, ltr=True)
    phone = PhoneField(label=_("Telephone"), required=False, max_length=16)
    email = forms.EmailField(
        label=_("The association's e-mail"),
        required=False,
        max_length=254,
        widget=forms.EmailInput(attrs=_LTR),
    )
    website = _text(_("Website"), required=False, ltr=True)
    hours_ar = _text(_("Working hours in Arabic"), most=120, required=False)
    hours_en = _text(_("Working hours in English"), most=120, required=False, ltr=True)
    accent = ChoiceField(
        label=_("Colour"),
        choices=[(key, _ACCENTS.get(key, key)) for key in accents_known()],
        initial="teal",
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
    )
    digits = ChoiceField(
        label=_("Digits on Arabic pages"),
        choices=[("latin", "0123456789"), ("arabic", "٠١٢٣٤٥٦٧٨٩")],
        initial="latin",
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not could_be_national_id(str(self.data.get("licence", ""))):
            del self.fields["is_licence"]

    def clean_licence(self) -> str:
        """The digits of a licence; what may be somebody's ID is asked about in its own sentence."""
        typed: str = self.cleaned_data["licence"]
        if not typed:
            return ""
        try:
            return licence(typed)
        except Malformed as trouble:
            raise forms.ValidationError(str(trouble.sentence), code=trouble.code) from None

    def clean(self) -> dict[str, Any]:
        """Both languages or neither, and no person's ID for a licence."""
        typed = self.cleaned_data
        for name in ("city", "hours"):
            both = [typed.get(f"{name}_ar"), typed.get(f"{name}_en")]
            if any(both) and not all(both):
                lacking = f"{name}_en" if both[0] else f"{name}_ar"
                self.add_error(lacking, _("Write it in Arabic and in English."))
        if "is_licence" in self.fields and not typed.get("is_licence"):
            self.add_error(
                "is_licence" if "licence" in typed else None,
                _(
                    "This number has the shape of a person's national ID, not only of a licence. "
                    "Compare it with the licence, and tick that you did."
                ),
            )
        return typed


def both_languages(typed: dict[str, Any], name: str) -> dict[str, str]:
    """A pair of fields as {"ar": …, "en": …}; empty when neither was written."""
    words = {"ar": typed[f"{name}_ar"].strip(), "en": typed[f"{name}_en"].strip()}
    return words if any(words.values()) else {}
