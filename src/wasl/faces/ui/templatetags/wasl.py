"""The tags and filters with which the faces write their pages: `{% load wasl %}`."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

import lucide
from django import forms, template
from django.forms import BaseForm, BoundField
from django.template import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from wasl.faces.ui import drawing, formats
from wasl.faces.ui.shapes import (
    BarRow,
    Column,
    CriterionRow,
    DocumentCard,
    PersonStrip,
    SummaryRow,
    Tab,
    Text,
    TimelineStep,
    VoteCount,
)
from wasl.foundation import identifiers

register = template.Library()

register.filter("words", formats.words)
register.filter("digits", formats.digits)
register.filter("gregorian", formats.gregorian)
register.filter("hijri", formats.hijri)
register.filter("moment", formats.moment)
register.filter("grouped", formats.grouped)
register.filter("money", formats.money)
register.filter("listed", formats.listed)
register.filter("number", formats.number)
register.filter("phone", formats.phone)
register.filter("days_word", formats.days_word)
register.filter("cited", formats.cited)

_POINTING = (
    "arrow-left",
    "arrow-right",
    "chevron-left",
    "chevron-right",
    "log-out",
    "log-in",
    "undo",
    "redo",
    "reply",
    "forward",
    "send",
    "move-right",
    "corner-down",
    "list-ordered",
)


def _component(name: str, **context: object) -> SafeString:
    return mark_safe(render_to_string(f"ui/components/{name}/{name}.html", context))


def _path(name: str) -> str:
    return f"ui/components/{name}/{name}.html"


@register.simple_tag
def words_of(value: Text) -> str:
    """The reader's language of a bilingual value."""
    return formats.words(value)


@register.simple_tag
def icon(name: str, size: int = 20, label: Text = "") -> SafeString:
    """A lucide icon; silent for screen readers unless labelled; pointing ones mirror in RTL."""
    # The library draws each one anew from its XML, and a page has some forty.
    return _drawn_icon(str(name) + "", int(size), formats.words(label) if label else "")


@lru_cache(maxsize=1024)
def _drawn_icon(name: str, size: int, label: str) -> SafeString:
    drawn_class = "ui-icon ui-icon-mirrors" if name.startswith(_POINTING) else "ui-icon"
    spoken: dict[str, object] = (
        {"role": "img", "aria_label": label} if label else {"aria_hidden": "true"}
    )
    svg = lucide._render_icon(name, size, focusable="false", **{"class": drawn_class}, **spoken)
    return mark_safe(svg)


@register.filter("both_dates")
def both_dates_filter(value: object) -> SafeString:
    """A day in both calendars, month names, each isolated."""
    return both_dates(value)


@register.simple_tag
def both_dates(value: object) -> SafeString:
    """A day in both calendars, month names, each isolated; empty for what is no date."""
    day = formats.as_date(value)
    if day is None:
        return mark_safe("")
    return _component(
        "both_dates",
        day=day.isoformat(),
        gregorian=formats.gregorian(day),
        hijri=formats.hijri(day),
    )


@register.simple_tag
def ltr(value: object, kind: str = "code") -> SafeString:
    """A code, phone or amount isolated left-to-right."""
    shown = {"phone": formats.phone, "amount": formats.number}.get(kind, formats.words)(value)
    return format_html('<bdi dir="ltr" class="ui-ltr ui-ltr-{}">{}</bdi>', kind, shown)


@register.simple_tag
def phone_link(number: object, text: Text = "") -> SafeString:
    """A number to call; reads as people write it, dials as stored."""
    dialled = "".join(
        sign for sign in identifiers.ascii_digits(str(number)) if sign in "+0123456789"
    )
    return _component("phone_link", dialled=dialled, shown=formats.phone(number), text=text)


@register.simple_tag
def key_hint(key: str) -> SafeString:
    """A key of the keyboard, as it is printed on it."""
    return format_html('<kbd class="ui-key" dir="ltr">{}</kbd>', key)


@register.inclusion_tag(_path("button"))
def button(
    text: Text,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    icon: str = "",
    disabled: bool = False,
    key: str = "",
    form: str = "",
) -> dict[str, object]:
    """A button that sends its form; the text is the action's verb."""
    return {
        "text": text,
        "kind": kind,
        "name": name,
        "value": value,
        "icon": icon,
        "disabled": disabled,
        "key": drawing.key_shown(key),
        "code": drawing.key_code(key),
        "form": form,
    }


@register.inclusion_tag(_path("link_button"))
def link_button(
    text: Text, url: str, kind: str = "primary", icon: str = "", key: str = ""
) -> dict[str, object]:
    """A link that looks like a button, for going somewhere."""
    return {
        "text": text,
        "url": url,
        "kind": kind,
        "icon": icon,
        "key": drawing.key_shown(key),
        "code": drawing.key_code(key),
    }


@register.inclusion_tag(_path("post_button"), takes_context=True)
def post_button(
    context: Context,
    text: Text,
    url: str,
    kind: str = "secondary",
    icon: str = "",
    name: str = "",
    value: str = "",
    key: str = "",
) -> dict[str, object]:
    """A form of one button, for a change that needs no words."""
    return {
        "text": text,
        "url": url,
        "kind": kind,
        "icon": icon,
        "name": name,
        "value": value,
        "key": key,
        "csrf_token": context.get("csrf_token", ""),
    }


@register.simple_tag
def field(
    bound: BoundField,
    label: Text = "",
    hint: Text = "",
    why: Text = "",
    example: Text = "",
    size: str = "",
    optional_mark: bool = True,
) -> SafeString:
    """A form field in our look: label, hint, why it is asked, error, and the right control."""
    return _component(
        "field",
        **drawing.drawn_field(
            bound,
            label=label,
            hint=hint,
            why=why,
            example=example,
            size=size,
            optional_mark=optional_mark,
        ),
    )


@register.simple_tag
def fields(form: BaseForm, *names: str) -> SafeString:
    """Those fields of a form in the order given; all the visible ones when none is named."""
    chosen = [form[name] for name in names] if names else form.visible_fields()
    hidden = [] if names else form.hidden_fields()
    parts = [field(bound) for bound in chosen] + [bound.as_widget() for bound in hidden]
    return mark_safe("".join(parts))


@register.inclusion_tag(_path("error_summary"))
def error_summary(*sources: object) -> dict[str, object]:
    """All errors of forms and formsets with links to their fields; nothing when there are none."""
    return {"errors": drawing.all_errors(sources)}


def _form_context(context: Context, form: BaseForm, **more: object) -> dict[str, object]:
    return {
        "form": form,
        "csrf_token": context.get("csrf_token", ""),
        "enctype": "multipart/form-data"
        if form.is_multipart()
        else "application/x-www-form-urlencoded",
        **more,
    }


@register.inclusion_tag(_path("whole_form"), takes_context=True)
def whole_form(
    context: Context,
    form: BaseForm,
    submit: Text = "",
    action: str = "",
    icon: str = "",
    autosave: str = "",
    secondary: Text = "",
    secondary_name: str = "",
    secondary_value: str = "",
) -> dict[str, object]:
    """A complete form: token, error summary, every field, the button that names the act."""
    return _form_context(
        context,
        form,
        submit=submit or _("Save"),
        action=action,
        icon=icon,
        autosave=autosave,
        secondary=secondary,
        secondary_name=secondary_name,
        secondary_value=secondary_value,
        content="",
    )


@register.simple_block_tag(takes_context=True, end_name="endwhole_form_block")
def whole_form_block(
    context: Context,
    content: SafeString,
    form: BaseForm,
    submit: Text = "",
    action: str = "",
    icon: str = "",
    autosave: str = "",
    secondary: Text = "",
    secondary_name: str = "",
    secondary_value: str = "",
) -> SafeString:
    """A complete form with more between its fields and its button."""
    return _component(
        "whole_form",
        **_form_context(
            context,
            form,
            submit=submit or _("Save"),
            action=action,
            icon=icon,
            autosave=autosave,
            secondary=secondary,
            secondary_name=secondary_name,
            secondary_value=secondary_value,
            content=content,
        ),
    )


@register.inclusion_tag(_path("autosave_status"))
def autosave_status() -> dict[str, object]:
    """The line that says what has been saved, and when."""
    return {}


@register.simple_block_tag(end_name="endcard")
def card(
    content: SafeString, title: Text = "", url: str = "", icon: str = "", tone: str = "plain"
) -> SafeString:
    """A bordered box; the title links when it has an address."""
    return _component("card", content=content, title=title, url=url, icon=icon, tone=tone)


@register.simple_block_tag(end_name="endnotice")
def notice(content: SafeString, kind: str = "info", title: Text = "") -> SafeString:
    """Something to know: info, success, warning or danger; said in words, not by colour alone."""
    return _component("notice", content=content, title=title, **drawing.notice_look(kind))


@register.inclusion_tag(_path("link_card"))
def link_card(
    title: Text, url: str, text: Text = "", icon: str = "", count: int | None = None
) -> dict[str, object]:
    """A big door to somewhere."""
    return {"title": title, "url": url, "text": text, "icon": icon, "count": count}


@register.simple_block_tag(end_name="endexpand")
def expand(content: SafeString, summary: Text, open: bool = False) -> SafeString:
    """Words that open when wanted."""
    return _component("expand", content=content, summary=summary, open=open)


@register.inclusion_tag(_path("steps_progress"))
def steps_progress(now: int, total: int, label: Text = "") -> dict[str, object]:
    """Where one is among the steps, in words and as a bar."""
    return {
        "now": now,
        "total": total,
        "label": label,
        "steps": [index <= now for index in range(1, total + 1)],
    }


@register.inclusion_tag(_path("timeline"))
def timeline(steps: Iterable[TimelineStep]) -> dict[str, object]:
    """What has been done, what is being done, what comes next."""
    return {"steps": list(steps)}


@register.inclusion_tag(_path("status_badge"))
def status_badge(text: Text, tone: str = "neutral", icon: str = "") -> dict[str, object]:
    """The state of something in a word; tone: neutral info good warn bad wait."""
    return {"text": text, "tone": tone, "icon": icon}


@register.inclusion_tag(_path("summary_list"))
def summary_list(rows: Iterable[SummaryRow], title: Text = "") -> dict[str, object]:
    """What was answered, each with a way to change it."""
    return {"rows": list(rows), "title": title}


@register.inclusion_tag(_path("data_table"))
def data_table(
    columns: Sequence[Column], rows: Iterable[object], caption: Text = "", empty: Text = ""
) -> dict[str, object]:
    """Rows in columns; on a phone each row is a card of two lines."""
    return {
        "columns": columns,
        "caption": caption,
        "empty": empty,
        "rows": drawing.table_rows(columns, rows),
    }


@register.inclusion_tag(_path("value"))
def show_value(value: object, kind: str = "text", tone: str = "neutral") -> dict[str, object]:
    """A value by its kind: text code date both_dates money number status phone."""
    return {"value": value, "kind": kind, "tone": tone}


@register.inclusion_tag(_path("pagination"))
def pagination(previous: str = "", next: str = "") -> dict[str, object]:
    """The page before and the page after; nothing when there is neither."""
    return {"previous": previous, "next": next}


@register.inclusion_tag(_path("tabs"))
def tabs(items: Iterable[Tab], label: Text = "") -> dict[str, object]:
    """Several views of the same thing, as links."""
    return {"items": list(items), "label": label}


@register.inclusion_tag(_path("stat"))
def stat(
    number: object, label: Text, url: str = "", note: Text = "", tone: str = "neutral"
) -> dict[str, object]:
    """A figure and what it counts."""
    return {
        "number": formats.number(number),
        "label": label,
        "url": url,
        "note": note,
        "tone": tone,
    }


@register.inclusion_tag(_path("bar_list"))
def bar_list(rows: Iterable[BarRow], caption: Text = "") -> dict[str, object]:
    """Quantities side by side, each with its figure in words."""
    return {"rows": drawing.bars(rows), "caption": caption}


@register.inclusion_tag(_path("empty_state"))
def empty_state(
    title: Text, text: Text = "", action: Text = "", url: str = "", icon: str = "inbox"
) -> dict[str, object]:
    """Nothing here, and what to do next."""
    return {"title": title, "text": text, "action": action, "url": url, "icon": icon}


@register.inclusion_tag(_path("person_strip"))
def person_strip(person: PersonStrip) -> dict[str, object]:
    """What to know before speaking with a person, in one strip."""
    return {"person": person}


@register.inclusion_tag(_path("criterion_row"))
def criterion_row(row: CriterionRow) -> dict[str, object]:
    """One criterion: met, not met or unknown; what was seen; the clause that asks for it."""
    return {"row": row}


@register.inclusion_tag(_path("vote_bar"))
def vote_bar(votes: Iterable[VoteCount], waiting: int = 0) -> dict[str, object]:
    """How the votes fell, as a bar and in words; `waiting` have not voted yet."""
    return drawing.vote_parts(votes, waiting)


@register.inclusion_tag(_path("clause_citation"))
def clause_citation(number: object, text: Text = "", url: str = "") -> dict[str, object]:
    """The clause something rests on."""
    return {"number": number, "text": text, "url": url}


@register.inclusion_tag(_path("policy_text"))
def policy_text(policy: object) -> dict[str, object]:
    """All clauses of a policy by section, each with its number and an address of its own."""
    return {"sections": drawing.policy_sections(policy)}


@register.inclusion_tag(_path("policy_contents"))
def policy_contents(policy: object, first: Iterable[Tab] = ()) -> dict[str, object]:
    """The contents of a page that shows a policy; `first` leads to what stands before its text."""
    return {"sections": drawing.policy_sections(policy), "first": list(first)}


@register.inclusion_tag(_path("promise_date"))
def promise_date(
    due_on: date | None,
    kept_on: date | None = None,
    verbatim: Text = "",
    label: Text = "",
    today: date | None = None,
) -> dict[str, object]:
    """The promised date in both calendars: kept, days left, or days late."""
    return {
        "due_on": due_on,
        "kept_on": kept_on,
        "verbatim": verbatim,
        "label": label,
        **drawing.promise_state(due_on, kept_on, today or timezone.localdate()),
    }


@register.simple_block_tag(end_name="enddocument_card")
def document_card(content: SafeString, document: DocumentCard) -> SafeString:
    """A required document, its state, the reason when refused, and what can be done."""
    state = str(drawing.member(document, "state") or "missing")
    return _component(
        "document_card", content=content, document=document, **drawing.document_look(state)
    )


@register.inclusion_tag(_path("quick_exit"))
def quick_exit(url: str = "", text: Text = "") -> dict[str, object]:
    """Leave at once, for a phone that others look at."""
    return {
        "url": url or "https://www.google.com/search?q=%D8%A7%D9%84%D8%B7%D9%82%D8%B3",
        "text": text or _("Quick exit"),
    }


@register.inclusion_tag(_path("copy_button"))
def copy_button(text: object, label: Text = "") -> dict[str, object]:
    """Copy a text; appears only where copying works."""
    return {"text": text, "label": label or _("Copy")}


@register.inclusion_tag(_path("print_button"))
def print_button(label: Text = "") -> dict[str, object]:
    """Print this page; appears only with script."""
    return {"label": label or _("Print")}


@register.inclusion_tag(_path("share_button"))
def share_button(url: str, title: Text, label: Text = "") -> dict[str, object]:
    """Hand an address to the phone's share sheet; appears only where there is one."""
    return {"url": url, "title": title, "label": label or _("Share")}


@register.inclusion_tag(_path("qr"))
def qr(svg: str, caption: Text = "", text: Text = "") -> dict[str, object]:
    """A QR drawing of ours with the text it carries."""
    return {"svg": mark_safe(drawing.scalable(svg)), "caption": caption, "text": text}


@register.inclusion_tag(_path("language_switch"), takes_context=True)
def language_switch(context: Context) -> dict[str, object]:
    """Change to the other language and come back here."""
    request = context.get("request")
    here = request.get_full_path() if request is not None else "/"
    to_english = formats.reader_language() == "ar"
    return {
        "csrf_token": context.get("csrf_token", ""),
        "here": here,
        "language": "en" if to_english else "ar",
        "name": "English" if to_english else "العربية",
    }


@register.inclusion_tag(_path("messages"), takes_context=True)
def messages_region(context: Context) -> dict[str, object]:
    """What has just been done, said once."""
    shown = [
        {"text": message, **drawing.notice_look(message.level_tag)}
        for message in context.get("messages") or ()
    ]
    return {"shown": shown}


@register.simple_tag
def monogram(association: object) -> str:
    """The first letter of an association's name, for its mark."""
    name = formats.words(
        drawing.member(association, "short_name") or drawing.member(association, "name")
    )
    bare = name.removeprefix("جمعية").strip().removeprefix("ال") or name
    return bare[:1] or "و"


@register.filter
def code_of(key: str) -> str:
    """The physical key behind a written one: n → KeyN."""
    return drawing.key_code(key)


@register.simple_tag
def error_words(code: object) -> dict[str, str]:
    """The title and the advice for a page that says no."""
    return drawing.error_words(code)


@register.filter
def is_form_trouble(form: object) -> bool:
    """Whether the page shows a form with errors."""
    return isinstance(form, forms.BaseForm) and form.is_bound and bool(form.errors)


@register.filter
def words_list(text: str) -> list[str]:
    """A line of words as a list."""
    return text.split()


@register.inclusion_tag(_path("written"))
def written(text: Text) -> dict[str, object]:
    """Words as somebody typed them: paragraphs, and lists where lines begin with - or a number."""
    return {"blocks": formats.blocks(formats.words(text))}


@register.inclusion_tag(_path("request_form"))
def request_form(form: object) -> dict[str, object]:
    """The request form as paper shows it, empty or filled."""
    return {"form": form}


@register.filter
def times(number: int) -> range:
    """That many turns of a loop."""
    return range(number)
