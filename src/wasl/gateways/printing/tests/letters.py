"""Papers as the rooms hand them to a printer: a letter of a decision, and a policy."""

from typing import Any

_LABELS = (
    "number date reference licence to subject granted conditions reasons criteria met unmet "
    "unknown clause now signature verify page of"
)
_WORDS = {
    "ar": {
        "subject": "القرار في طلب خدمة «سلة غذائية»",
        "verdict": "قبول الطلب",
        "addressee": "نورة سعد العتيبي",
    },
    "en": {
        "subject": "Decision on the request for “Food basket”",
        "verdict": "The request is accepted",
        "addressee": "Noura Saad Alotaibi",
    },
}


def given_letter(language: str, **changes: Any) -> dict[str, Any]:
    """A short letter that grants nothing special."""
    letter: dict[str, Any] = {
        "language": language,
        "digits": "latin",
        "labels": {label: label for label in _LABELS.split()},
        "head": {
            "name": "جمعية منارات",
            "other_name": "Manarat Association",
            "licence": "2312",
            "city": "مكة المكرمة",
            "contacts": ["920000101", "care@manarat.example"],
            "accent": "teal",
        },
        "number": "47",
        "date": "11 جمادى الآخرة 1448هـ",
        "reference": "4821-553-907",
        "greeting": "…",
        "opening": "…",
        "outcome": "accept",
        "granted": [],
        "conditions": {"text": "", "direction": "rtl"},
        "reason": "…",
        "reasons": {"text": "…", "direction": "rtl"},
        "criteria": [{"met": "met", "said": "…", "clause": "3"}],
        "clause": "3",
        "clause_text": "…",
        "promise": "",
        "corrects": "",
        "replaced": "",
        "next_steps": ["…", "…"],
        "closing": "…",
        "signatories": [{"name": "فهد القحطاني", "title": "رئاسة لجنة البحث"}],
        "verify_url": "https://wasl.example/manarat/letters/abc/",
        "qr_svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        '<path d="M0 0h9v9h-9z"/></svg>',
        **_WORDS[language],
    }
    return letter | changes


_POLICY_LABELS = "licence page of signatures order name capacity signature verify"
_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M0 0h9v9h-9z"/></svg>'


def given_policy_words(language: str, **changes: Any) -> dict[str, Any]:
    """A short policy that nobody has signed."""
    titles = {"ar": "سياسة العلاقة مع المستفيدين", "en": "Policy on relations with beneficiaries"}
    policy: dict[str, Any] = {
        "language": language,
        "digits": "latin",
        "labels": {label: label for label in _POLICY_LABELS.split()},
        "head": given_letter(language)["head"],
        "title": titles[language],
        "standing": "",
        "facts": [{"label": "…", "value": "1"}],
        "sections": [
            {
                "title": "…",
                "clauses": [{"number": "1", "text": "…"}, {"number": "", "text": "…"}],
            }
        ],
        "signatures": [],
        "page_url": "https://wasl.example/manarat/policy/1/",
        "qr_svg": _SVG,
    }
    return policy | changes


_FORM_LABELS = (
    "title service how stated documents declaration signature_name signature witness signed_on "
    "promise office received_by received_on reference printed_on not_sent hijri gregorian licence "
    "page of"
)


def given_form(language: str, **changes: Any) -> dict[str, Any]:
    """A request form with a place of every kind to write in."""
    empty = {
        "note": "",
        "value": "",
        "is_figures": False,
        "suffix": "",
        "consent": "",
        "is_agreed": False,
        "cells": 0,
        "ticks": [],
    }
    ticks = [{"label": "…", "is_ticked": True}, {"label": "…", "is_ticked": False}]
    places = [
        empty | {"label": "1", "kind": "line", "suffix": "SAR", "ticks": ticks[1:]},
        empty | {"label": "2", "kind": "lines"},
        empty | {"label": "3", "kind": "cells", "cells": 10},
        empty | {"label": "4", "kind": "date", "note": "…"},
        empty | {"label": "5", "kind": "boxes", "ticks": ticks, "consent": "…"},
        empty | {"label": "6", "kind": "line", "value": "#panic(1) $x$"},
    ]
    form: dict[str, Any] = {
        "language": language,
        "digits": "latin",
        "labels": {label: label for label in _FORM_LABELS.split()},
        "head": given_letter(language)["head"],
        "service": "…",
        "summary": "…",
        "is_filled": False,
        "reference": "",
        "dated": "…",
        "parts": [{"title": "…", "note": "", "fields": places}],
        "members": {"title": "…", "columns": ["1", "2", "3", "4"], "rows": [["…", "", "", ""]]},
        "questions": {"title": "…", "note": "", "fields": places[:1]},
        "documents": [{"title": "…", "note": "…", "is_here": True}],
        "declaration": "…",
        "signed": "",
        "signed_on": "",
        "witness": "",
        "promise": "…",
        "promise_clause": "…",
        "way": "…",
        "qr_svg": _SVG,
        "address": "https://wasl.example/manarat/follow/",
    }
    return form | changes
