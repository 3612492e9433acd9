"""The small forms of this part. They check shape only."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from wasl.faces.desk.knowledge import words
from wasl.faces.desk.words import Words
from wasl.faces.ui.formats import words as spoken
from wasl.faces.ui.forms import ChoiceField, LongTextField, TypedDay

if TYPE_CHECKING:
    from wasl.domains.knowledge.queries import ArticleSheet

LONGEST = 40_000


def _title(label: Words, *, required: bool) -> forms.CharField:
    direction = {"dir": "auto", "autocomplete": "off"}
    return forms.CharField(
        label=label,
        max_length=200,
        required=required,
        widget=forms.TextInput(attrs=direction),
    )


def _text(label: object, *, rows: int, hint: object = "") -> LongTextField:
    return LongTextField(
        label=label,
        help_text=hint,
        rows=rows,
        max_length=LONGEST,
        required=False,
    )


class VersionForm(forms.Form):
    """A new version of a tool: a file, or its text, and since when it counts."""

    title_ar = _title(_("Title in Arabic"), required=True)
    title_en = _title(_("Title in English"), required=False)
    effective_from = TypedDay(
        label=_("Counts from"),
        help_text=_("Hijri or Gregorian. Empty: from today."),
        required=False,
    )
    file = forms.FileField(
        label=pgettext_lazy("knowledge", "The file"),
        help_text=_("A PDF, a Word document or a picture, at most 10 megabytes."),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".pdf,.docx,image/*"}),
    )
    text_ar = _text(
        _("The text in Arabic"),
        rows=10,
        hint=_("Read without opening a file. A line that begins with - becomes a line of a list."),
    )
    text_en = _text(_("The text in English"), rows=6)


class ArticleForm(forms.Form):
    """An article, or a misconception with its two sides."""

    kind = ChoiceField(
        label=_("What is it?"),
        choices=list(words.KINDS.items()),
        widget=forms.RadioSelect(attrs={"data-row": "yes"}),
    )
    category = forms.ChoiceField(label=_("Category"), choices=list(words.CATEGORIES.items()))
    title_ar = _title(_("Title in Arabic"), required=True)
    title_en = _title(_("Title in English"), required=False)
    thought_ar = _text(_("What people think, in Arabic"), rows=3, hint=_("For a misconception."))
    thought_en = _text(_("What people think, in English"), rows=3)
    body_ar = _text(
        _("How it is, or the text, in Arabic"),
        rows=9,
        hint=_("Blank lines part paragraphs. A line that begins with - becomes a line of a list."),
    )
    body_en = _text(_("How it is, or the text, in English"), rows=9)
    services = forms.MultipleChoiceField(
        label=_("Which services is it about?"),
        help_text=_("None ticked: all of them."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)

    def __init__(self, *args: Any, services: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["services"] = forms.MultipleChoiceField(
            label=self.fields["services"].label,
            help_text=self.fields["services"].help_text,
            choices=[(slug, spoken(title)) for slug, title in services],
            widget=forms.CheckboxSelectMultiple,
            required=False,
        )

    def written(self) -> dict[str, Any]:
        """What was written, as the actions take it."""
        given = self.cleaned_data
        return {
            "kind": given["kind"],
            "category": given["category"],
            "services": given["services"],
            **{
                name: {"ar": given[f"{name}_ar"], "en": given[f"{name}_en"]}
                for name in ("title", "thought", "body")
            },
        }


def kept_values(sheet: "ArticleSheet") -> dict[str, Any]:
    """What is kept, as the form shows it."""
    texts = {"title": sheet.title, "thought": sheet.thought, "body": sheet.body}
    return {
        "kind": sheet.kind,
        "category": sheet.category,
        "services": list(sheet.services),
        "version": sheet.version,
        **{
            f"{name}_{language}": text.get(language, "")
            for name, text in texts.items()
            for language in ("ar", "en")
        },
    }


class InquiryForm(forms.Form):
    """What somebody asked, and what was answered."""

    channel = ChoiceField(label=_("How did they reach us?"), choices=[])
    asked = LongTextField(label=_("What did they ask?"), rows=2, max_length=1500, required=False)
    answer = LongTextField(label=_("What did you answer?"), rows=6, max_length=6000)
    article = forms.UUIDField(widget=forms.HiddenInput, required=False)
    edition = forms.UUIDField(widget=forms.HiddenInput, required=False)
    party = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        channels: Sequence[tuple[str, Any]],
        initial: dict[str, Any] | None = None,
    ) -> None:
        # It opens over pages that have forms of their own.
        super().__init__(data, initial=initial, auto_id="hand_%s")
        self.fields["channel"] = forms.ChoiceField(
            label=self.fields["channel"].label,
            choices=[(kind, spoken(wording)) for kind, wording in channels],
        )


def service_choices(services: Sequence[Any]) -> list[tuple[str, Any]]:
    """The services offered, by their addresses."""
    return [(one.slug, one.title) for one in services]
