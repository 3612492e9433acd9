"""Tags of the desk's own."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import template
from django.forms import BaseForm
from django.template import Context
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from wasl.domains.policies.queries import CHANNELS
from wasl.faces.desk import words
from wasl.faces.ui import drawing, formats
from wasl.faces.ui.formats import cited

if TYPE_CHECKING:
    from wasl.domains.policies.rules import Policy

register = template.Library()


@register.simple_tag(takes_context=True)
def clause(context: Context, policy: "Policy", ref: str) -> SafeString:
    """The clause on which a step rests, with its words as title; it leads to its evidence."""
    found = policy.clause(ref)
    if found is None:
        return SafeString("")
    shown = {
        "text": formats.words(found.text),
        "place": cited(policy, ref),
        "url": _clause_url(context, ref),
    }
    return SafeString(render_to_string("desk/parts/clause.html", shown))


def _clause_url(context: Context, ref: str) -> str:
    association = context.get("association")
    return reverse("desk:clause", args=[association.slug, ref]) if association else ""


@register.simple_tag(takes_context=True)
def step_clause(context: Context, policy: "Policy", kind: str) -> SafeString:
    """The clause of a step of the procedure; nothing when this policy has no such step."""
    step = policy.step(kind)
    return clause(context, policy, step.clause) if step else SafeString("")


@register.inclusion_tag("ui/components/error_summary/error_summary.html")
def all_errors(forms: "Sequence[BaseForm]") -> dict[str, object]:
    """The errors of several forms, with links to their fields."""
    return {"errors": drawing.all_errors(forms)}


@register.simple_tag
def promise_badge(due_on: date | None, kept_on: date | None = None) -> SafeString:
    """How a promise stands, as a badge."""
    state = drawing.promise_state(due_on, kept_on, timezone.localdate())
    return _badge(state["said"], str(state["tone"]))


@register.simple_tag
def stage_badge(stage: str) -> SafeString:
    """The stage of a case, as a badge."""
    return _badge(words.stage_words(stage), words.stage_tone(stage))


def _badge(said: object, tone: str) -> SafeString:
    return format_html('<span class="ui-badge ui-tone-{}">{}</span>', tone, said)


@register.filter
def channel_words(kind: str) -> Any:
    """A channel as staff call it."""
    return CHANNELS.get(kind, kind)


@register.filter
def purpose_words(purpose: str) -> Any:
    """What a contact was about."""
    return words.PURPOSES.get(purpose, purpose)
