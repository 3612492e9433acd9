"""Tools, articles and their uses, made by real actions."""

import io
from typing import Any

from pypdf import PdfWriter

from wasl.domains.knowledge.actions import (
    publish_article,
    record_tool_version,
    write_article,
)
from wasl.domains.notifications.tests.given import given_association
from wasl.domains.policies.tests.given import given_in_force

GUIDE = {"ar": "دليل البحث الاجتماعي", "en": "Guide to social research"}
GUIDE_TEXT = {
    "ar": "قبل الزيارة:\n\n- استأذن الأسرة.\n- راجع ما ذكرته في طلبها.",
    "en": "Before the visit:\n\n- Ask the family.\n- Read what they stated.",
}
MISCONCEPTION: dict[str, Any] = {
    "kind": "misconception",
    "category": "decision",
    "title": {"ar": "الواسطة والقبول", "en": "Connections and acceptance"},
    "thought": {
        "ar": "لا يُقبل الطلب إلا لمن يعرف أحدًا في الجمعية.",
        "en": "Only those who know somebody are accepted.",
    },
    "body": {
        "ar": "تُعرض الطلبات على اللجنة دون أسماء، ولا ينظر في الطلب قريب لصاحبه.",
        "en": "The committee sees no names, and no relative handles a request.",
    },
}


def pdf() -> bytes:
    """A PDF of one empty page."""
    written = io.BytesIO()
    writer = PdfWriter()
    writer.add_blank_page(width=595, height=842)
    writer.write(written)
    return written.getvalue()


def given_house(slug: str = "manarat"):
    """The system of an association whose policy is in force."""
    system = given_association(slug)
    given_in_force(system.association, slug)
    return system


def given_tool(by, tool: str = "research_guide", **changes: Any):
    """A version of a guide as a text."""
    said: dict[str, Any] = {"title": GUIDE, "text": GUIDE_TEXT}
    return record_tool_version(by, tool=tool, **(said | changes))


def given_draft_article(by, **changes: Any):
    """A misconception that nobody reads yet."""
    return write_article(by, **(MISCONCEPTION | changes))


def given_article(by, **changes: Any):
    """A published misconception: its edition."""
    return publish_article(by, article=given_draft_article(by, **changes).pk)
