"""The portal's own filters: `{% load portal %}`."""

from django import template

from wasl.faces.ui.formats import digits

register = template.Library()


@register.filter
def shown_member(member: dict[str, object]) -> str:
    """What is known of a family member besides the name."""
    from wasl.faces.portal.answers import relation_words

    birth = member.get("birth")
    year = birth.get("text", "") if isinstance(birth, dict) else ""
    relation = relation_words(str(member.get("relation") or ""))
    return " · ".join(part for part in (relation, digits(year)) if part)
