"""The forms of a handover: the code from the phone, or the signed receipt."""

from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.faces.ui.forms import CodeField, PhotoField


class CodeForm(forms.Form):
    """The code that the beneficiary reads out."""

    code = CodeField(label=_("The code from the phone"))


class PaperForm(forms.Form):
    """The signed receipt, scanned or photographed."""

    received_by = forms.CharField(
        label=_("Name of whoever received it"),
        help_text=_("As signed on the receipt."),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    paper = PhotoField(label=_("The signed receipt"))
