"""The portal's own filters: `{% load portal %}`."""

from typing import TYPE_CHECKING

from django import template

from wasl.faces.ui.formats import digits, words

if TYPE_CHECKING:
    from wasl.domains.policies.rules import Policy

register = template.Library()


@register.filter
def cited(policy: "Policy", ref: str) -> str:
    """A clause as readers cite it: its section's title and its number there."""
    clause = policy.clause(ref)
    section = next((one for one in policy.sections if clause and one.key == clause.section), None)
    number = ref.rpartition(".")[2]
    title = words(section.title) if section else ""
    return f"{title} {digits(number)}".strip() if number.isdigit() else title or ref


@register.filter
def shown_member(member: dict[str, object]) -> str:
    """What is known of a family member besides the name."""
    from wasl.faces.portal.answers import relation_words

    birth = member.get("birth")
    year = birth.get("text", "") if isinstance(birth, dict) else ""
    relation = relation_words(str(member.get("relation") or ""))
    return " · ".join(part for part in (relation, digits(year)) if part)
