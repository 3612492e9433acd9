"""What the component templates need worked out before they can be written."""

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.translation import gettext as _

from wasl.faces.ui import formats
from wasl.faces.ui.forms import WrittenDate
from wasl.faces.ui.shapes import BarRow, Column, Text, VoteCount


def member(thing: object, name: str) -> Any:
    """A member of an object or a mapping by name; None when there is none."""
    if isinstance(thing, Mapping):
        return thing.get(name)
    return getattr(thing, name, None)


def key_code(key: str) -> str:
    """The physical key (`event.code`) behind a written one: n → KeyN, 1 → Digit1, next → Next."""
    if re.fullmatch(r"[a-zA-Z]", key):
        return f"Key{key.upper()}"
    if re.fullmatch(r"[0-9]", key):
        return f"Digit{key}"
    named = {"/": "Slash", "next": "Next", "previous": "Previous", "esc": "Escape"}
    return named.get(key.lower(), key)


def key_shown(key: str) -> str:
    """A key as the reader's keyboard shows it; forward points the way he reads."""
    forward, backward = ("←", "→") if formats.reader_language() == "ar" else ("→", "←")
    return {"next": forward, "previous": backward}.get(key, key)


_CONTROLS: tuple[tuple[type[forms.Widget], str], ...] = (
    (WrittenDate, "date"),
    (forms.CheckboxSelectMultiple, "choices"),
    (forms.RadioSelect, "choices"),
    (forms.CheckboxInput, "checkbox"),
    (forms.SelectMultiple, "select"),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.FileInput, "file"),
)
_DJANGO_REQUIRED = forms.Field.default_error_messages["required"]
_LEFT_TO_RIGHT_TYPES = {"email", "url", "tel", "password", "number"}


def _control(widget: forms.Widget) -> str:
    return next((name for kind, name in _CONTROLS if isinstance(widget, kind)), "input")


def _focus_id(bound: BoundField, control: str) -> str:
    """The id of the first control of a field, where an error link leads."""
    if control == "choices":
        first = next(iter(bound.subwidgets), None)
        return first.id_for_label if first is not None else bound.auto_id
    if control == "date":
        return f"{bound.auto_id}_day"
    return bound.id_for_label or bound.auto_id


def _class_of(widget: forms.Widget, control: str) -> str:
    own = str(widget.attrs.get("class", ""))
    ours = {
        "select": "ui-select",
        "textarea": "ui-input ui-textarea",
        "file": "ui-file",
        "checkbox": "ui-check-box",
    }.get(control, "ui-input")
    return f"{ours} {own}".strip()


def drawn_field(
    bound: BoundField,
    *,
    label: Text,
    hint: Text,
    why: Text,
    example: Text,
    size: str,
    optional_mark: bool,
) -> dict[str, object]:
    """Everything the field template shows, with the ids that tie the words to the control."""
    form_field = bound.field
    widget = form_field.widget
    control = _control(widget)
    errors = error_texts(bound)
    said = {
        "hint": formats.words(hint or bound.help_text),
        "why": formats.words(why or getattr(form_field, "why", "")),
        "example": formats.words(example or getattr(form_field, "example", "")),
    }
    ids = [f"{bound.auto_id}_{name}" for name, text in said.items() if text]
    ids += [f"{bound.auto_id}_error"] if errors else []
    described = " ".join(ids)
    attrs: dict[str, Any] = {"class": _class_of(widget, control)}
    if described and control not in ("choices", "date"):
        attrs["aria-describedby"] = described
    if control in ("input", "textarea") and "dir" not in widget.attrs:
        kind = getattr(widget, "input_type", "text")
        attrs["dir"] = "ltr" if kind in _LEFT_TO_RIGHT_TYPES else "auto"
    return {
        "bound": bound,
        "control": control,
        "label": formats.words(label or bound.label),
        "size": size or getattr(form_field, "size", ""),
        "suffix": formats.words(getattr(form_field, "suffix", "")),
        "errors": errors,
        "described": described,
        "is_optional": optional_mark and not form_field.required and control != "checkbox",
        "focus_id": _focus_id(bound, control),
        "widget": "" if control in ("choices", "date") else bound.as_widget(attrs=attrs),
        "choices": _drawn_choices(bound) if control == "choices" else [],
        "in_row": widget.attrs.get("data-row") == "yes",
        "boxes": _drawn_boxes(bound, described) if control == "date" else [],
        **said,
    }


def _drawn_choices(bound: BoundField) -> list[dict[str, object]]:
    hints = getattr(bound.field, "choice_hints", {})
    drawn = []
    for sub in bound.subwidgets:
        choice = sub.data
        drawn.append(
            {
                "type": choice.get("type", "radio"),
                "name": choice["name"],
                "value": str(choice["value"]),
                "id": sub.id_for_label,
                "label": formats.words(choice["label"]),
                "hint": formats.words(hints.get(str(choice["value"]), "")),
                "checked": bool(choice["selected"]),
            }
        )
    return drawn


def _drawn_boxes(bound: BoundField, described: str) -> list[dict[str, object]]:
    """The boxes of a written date, each with its own label."""
    names = {"day": _("Day"), "month": _("Month"), "year": _("Year"), "calendar": _("Calendar")}
    drawn = []
    context = bound.field.widget.get_context(bound.html_name, bound.value(), {"id": bound.auto_id})
    for name, sub in zip(names, context["widget"]["subwidgets"], strict=True):
        value = sub["value"]
        chosen = value[0] if isinstance(value, list) and value else value
        drawn.append(
            {
                "part": name,
                "label": names[name],
                "name": sub["name"],
                "id": f"{bound.auto_id}_{name}",
                "value": "" if chosen is None else str(chosen),
                "options": [
                    {"value": option["value"], "label": option["label"]}
                    for group in sub.get("optgroups", [])
                    for option in group[1]
                ],
                "is_wrong": bool(bound.errors),
            }
        )
    return drawn


def error_texts(bound: BoundField) -> list[str]:
    """The errors of a field, each fit to be read away from it: a missing answer names its question."""
    said = []
    for error in bound.errors.as_data():
        if error.code == "required" and error.message == _DJANGO_REQUIRED:
            if isinstance(bound.field, forms.BooleanField):
                said.append(_("Tick the box to go on."))
            else:
                said.append(
                    _("We need your answer: %(label)s") % {"label": formats.words(bound.label)}
                )
        else:
            said += [str(text) for text in error.messages]
    return said


def all_errors(sources: Iterable[object]) -> list[dict[str, str]]:
    """Every error of forms and formsets, with the id of the control it is about."""
    found: list[dict[str, str]] = []
    for source in sources:
        if isinstance(source, BaseFormSet):
            found += [{"text": str(text), "target": ""} for text in source.non_form_errors()]
            found += all_errors(source.forms)
        elif isinstance(source, BaseForm) and source.is_bound:
            found += _form_errors(source)
    return found


def _form_errors(form: BaseForm) -> list[dict[str, str]]:
    found = [{"text": str(text), "target": ""} for text in form.non_field_errors()]
    for bound in form:
        target = _focus_id(bound, _control(bound.field.widget))
        found += [{"text": text, "target": target} for text in error_texts(bound)]
    return found


def notice_look(kind: str) -> dict[str, str]:
    """The tone, the icon and the spoken word of a notice; Django's message levels too."""
    kind = {"error": "danger", "debug": "info", "": "info"}.get(kind, kind)
    looks = {
        "info": ("info", "info", _("Information")),
        "success": ("good", "circle-check", _("Done")),
        "warning": ("warn", "triangle-alert", _("Attention")),
        "danger": ("bad", "octagon-alert", _("Important")),
    }
    tone, icon, spoken = looks.get(kind, looks["info"])
    return {"tone": tone, "icon": icon, "spoken": spoken}


def document_look(state: str) -> dict[str, str]:
    """The tone, icon and word of a document's state."""
    looks = {
        "missing": ("warn", "file-question-mark", _("Needed")),
        "received": ("info", "file-check", _("Received")),
        "checking": ("info", "file-search", _("Being checked")),
        "accepted": ("good", "circle-check", _("Accepted")),
        "refused": ("bad", "file-x", _("Not accepted")),
        "later": ("wait", "clock", _("To bring later")),
    }
    tone, icon, said = looks.get(state, looks["missing"])
    return {"tone": tone, "icon": icon, "said": said, "state": state}


def promise_state(due_on: date | None, kept_on: date | None, today: date) -> dict[str, object]:
    """How a promise stands today, in a tone and in words."""
    if due_on is None:
        return {"tone": "neutral", "said": _("No date was promised")}
    if kept_on is not None:
        late = (kept_on - due_on).days
        if late <= 0:
            return {"tone": "good", "said": _("Kept")}
        return {
            "tone": "warn",
            "said": _("Kept, late by %(days)s") % {"days": formats.days_word(late)},
        }
    left = (due_on - today).days
    if left < 0:
        return {"tone": "bad", "said": _("Late by %(days)s") % {"days": formats.days_word(-left)}}
    if left == 0:
        return {"tone": "warn", "said": _("Today")}
    tone = "warn" if left <= 3 else "info"
    return {"tone": tone, "said": _("%(days)s left") % {"days": formats.days_word(left)}}


def table_rows(columns: Sequence[Column], rows: Iterable[object]) -> list[dict[str, object]]:
    """Each row as its cells, with the address of the row."""
    drawn = []
    for row in rows:
        cells = []
        for column in columns:
            name = str(member(column, "name"))
            cells.append(
                {
                    "column": column,
                    "value": member(row, name),
                    "tone": member(row, f"{name}_tone") or member(row, "tone") or "neutral",
                }
            )
        drawn.append({"cells": cells, "url": member(row, "url") or ""})
    return drawn


def bars(rows: Iterable[BarRow]) -> list[dict[str, object]]:
    """Each quantity with its share of the largest, in hundredths."""
    known = list(rows)
    largest = max((float(member(row, "value") or 0) for row in known), default=0) or 1
    return [
        {
            "label": member(row, "label"),
            "note": member(row, "note"),
            "shown": formats.number(member(row, "value")),
            "width": f"{float(member(row, 'value') or 0) / largest * 100:.1f}",
        }
        for row in known
    ]


def vote_parts(votes: Iterable[VoteCount], waiting: int) -> dict[str, Any]:
    """Each outcome's stretch of the bar, in hundredths from the start."""
    known = list(votes)
    total = sum(int(member(vote, "number") or 0) for vote in known) + waiting
    parts, start = [], 0.0
    for vote in known:
        width = int(member(vote, "number") or 0) / total * 100 if total else 0
        parts.append(
            {
                "text": member(vote, "text"),
                "number": formats.number(member(vote, "number")),
                "tone": member(vote, "tone") or "neutral",
                "start": f"{start:.2f}",
                "width": f"{width:.2f}",
            }
        )
        start += width
    return {"parts": parts, "waiting": waiting, "waiting_shown": formats.number(waiting)}


def policy_sections(policy: object) -> list[dict[str, object]]:
    """The sections of a policy that say something, each with its anchor and its clauses.

    A clause's number is the tail of its reference: `6/5` for `objectives.6.5`. Where no clause of
    a section has one they are counted; one that stands unnumbered between numbered ones stays so.
    """
    known = [(str(member(one, "key")), member(one, "title")) for one in member(policy, "sections")]
    clauses = list(member(policy, "clauses"))
    keys = {key for key, _title in known}
    rest = [one for one in clauses if member(one, "section") not in keys]
    parts = [
        (key, title, [one for one in clauses if member(one, "section") == key])
        for key, title in known
    ]
    parts.append(("others", _("Other clauses"), rest))
    return [
        {
            "anchor": f"section-{key}",
            "title": title,
            "clauses": [
                {"ref": ref, "number": number, "text": member(one, "text")}
                for one, ref, number in _numbered(said)
            ],
        }
        for key, title, said in parts
        if said
    ]


def _numbered(clauses: list[Any]) -> list[tuple[Any, str, str]]:
    refs = [str(member(one, "ref")) for one in clauses]
    numbers = [_clause_number(ref) for ref in refs]
    if not any(numbers):
        numbers = [str(place) for place in range(1, len(refs) + 1)]
    return list(zip(clauses, refs, numbers, strict=True))


def _clause_number(ref: str) -> str:
    parts = ref.split(".")[1:]
    return "/".join(parts) if parts and all(part.isdigit() for part in parts) else ""


def error_words(code: object) -> dict[str, str]:
    """The title of a page that says no, and what to do next."""
    known = {
        "400": (
            _("We could not read this request"),
            _("Go back, reload the page and try once more."),
        ),
        "403": (
            _("This is not yours to open"),
            _(
                "If you need it for your work, ask your manager for the permission. If you were signed out, sign in again."
            ),
        ),
        "404": (
            _("There is nothing at this address"),
            _("Check the address or the reference, or start again from the first page."),
        ),
        "405": (
            _("This page cannot be used that way"),
            _("Go back and use the buttons on the page."),
        ),
        "409": (
            _("Somebody changed this before you"),
            _("Nothing was overwritten. Reload the page, look at what changed, then save again."),
        ),
        "413": (
            _("The file is too large"),
            _(
                "Choose a smaller file, or take the photo again from this page: it is made smaller by itself."
            ),
        ),
        "415": (
            _("This kind of file cannot be opened"),
            _("Send a photo (JPEG, PNG or WebP) or a PDF."),
        ),
        "422": (
            _("Something on the form needs another look"),
            _("Go back, correct what is marked and send it again. What you wrote is kept."),
        ),
        "429": (
            _("Too many tries in a short time"),
            _("Wait a little and try again. Nothing you wrote is lost."),
        ),
        "500": (
            _("Something went wrong on our side"),
            _(
                "What you saved is safe. Try again in a minute; if it happens again, call us and give this number."
            ),
        ),
        "503": (
            _("We are busy for a moment"),
            _("What you saved is safe. Try again in a little while."),
        ),
    }
    title, advice = known.get(str(code), known["500"])
    return {"title": title, "advice": advice}


def scalable(svg: str) -> str:
    """An SVG drawing that fills its box: one that states only its size gets a view box of it."""
    opening = svg.split(">", 1)[0]
    size = [re.search(rf'\b{side}="(\d+)', opening) for side in ("width", "height")]
    if "viewBox" in opening or not all(size):
        return svg
    width, height = (found.group(1) for found in size if found)
    return svg.replace("<svg", f'<svg viewBox="0 0 {width} {height}"', 1)
