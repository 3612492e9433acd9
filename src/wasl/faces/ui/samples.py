"""Invented people and answers for the gallery."""

from datetime import date, timedelta
from types import SimpleNamespace

import segno
from django import forms
from django.utils.translation import gettext_lazy as _

from wasl.faces.ui.forms import (
    ChoiceField,
    IdentityField,
    LongTextField,
    ManyChoiceField,
    MobileField,
    MoneyField,
    NumberField,
    PhotoField,
    WrittenDateField,
    YesNoUnknownField,
)
from wasl.faces.ui.shapes import (
    BarRow,
    Choice,
    Column,
    Counter,
    CriterionRow,
    DocumentCard,
    NavItem,
    PersonStrip,
    SummaryRow,
    Tab,
    TimelineStep,
    VoteCount,
)

_DAY = date(2026, 11, 21)
_WRITTEN = {
    "ar": "قبل الزيارة:\n\n- استأذنوا الأسرة.\n- راجعوا ما ذكرته.\n\n1. ابدؤوا بالسلام.\n2. اشرحوا الغرض.",
    "en": "Before the visit:\n\n- Ask the family.\n- Read what they said.\n\n1. Greet.\n2. Explain.",
}
_CLAUSES = (
    ("يُستقبل المراجع بلباقة.", "Visitors are received with tact."),
    ("يُجاب عن جميع استفساراته.", "All their questions are answered."),
)


def association(accent: str) -> SimpleNamespace:
    """An invented association in one of the accents."""
    return SimpleNamespace(
        slug="manarat",
        name={"ar": "جمعية منارات للتنمية الأسرية", "en": "Manarat Family Development Association"},
        short_name={"ar": "منارات", "en": "Manarat"},
        phone="+966112345678",
        licence="1234",
        accent=accent,
    )


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(
        label=_("Full name"), help_text=_("As it is written on the ID."), max_length=120
    )
    identity = IdentityField(
        label=_("National ID or residence permit"),
        why=_("So that nobody else can apply in your name."),
        example="1012345672",
    )
    phone = MobileField(label=_("Mobile number"))
    born = WrittenDateField(label=_("Date of birth"))
    income = MoneyField(label=_("Monthly income of the household"), required=False)
    children = NumberField(label=_("How many children live with you?"))
    works = YesNoUnknownField(label=_("Does anyone in the household work?"))
    housing = ChoiceField(
        label=_("Where do you live?"),
        choices=[
            Choice("rented", _("A rented home"), _("You will be asked for the contract.")),
            Choice("owned", _("A home we own")),
            Choice("family", _("With relatives")),
        ],
    )
    needs = ManyChoiceField(
        label=_("How should we speak with you?"),
        required=False,
        choices=[Choice("call", _("By phone")), Choice("sms", _("By text message"))],
    )
    city = forms.ChoiceField(label=_("City"), choices=[("ruh", _("Riyadh")), ("jed", _("Jeddah"))])
    story = LongTextField(label=_("What do you need?"), required=False)
    paper = PhotoField(label=_("Rental contract"), required=False)
    agreed = forms.BooleanField(label=_("What I wrote is true, and I am responsible for it."))


class SmallForm(forms.Form):
    """A page that asks one thing."""

    phone = MobileField(
        label=_("Mobile number"), why=_("We send a code to it, and tell you what happens next.")
    )


def _paper() -> SimpleNamespace:
    """A request form of two places to write."""
    said = {
        "service": _("Service"),
        "printed_on": _("Date"),
        "how": "",
        "documents": _("Documents"),
        "declaration": "",
        "signature_name": _("Full name"),
        "signature": "",
        "signed_on": _("Date"),
        "witness": "",
        "office": "",
        "reference": _("Reference"),
        "received_by": "",
        "received_on": "",
    }
    name = SimpleNamespace(label=_("Full name"), kind="line", value="", ticks=(), suffix="")
    number = SimpleNamespace(label=_("National ID"), kind="cells", value="", cells=10)
    part = SimpleNamespace(title=_("Personal data"), note="", fields=[name, number])
    return SimpleNamespace(
        labels=said,
        service={"ar": "سلة غذائية", "en": "Food basket"},
        dated="",
        is_filled=False,
        reference="",
        parts=[part],
        members=None,
        questions=SimpleNamespace(fields=[]),
        documents=[],
        declaration="",
        signed="",
        promise="",
        qr_svg="",
    )


def everything() -> dict[str, object]:
    """What the examples of the components show."""
    return {
        "day": _DAY,
        "soon": _DAY + timedelta(days=9),
        "past": _DAY - timedelta(days=4),
        "verbatim": {
            "ar": "يتم الرد على طالب الخدمة خلال مدة لا تقل عن أسبوعين",
            "en": "The applicant is answered in a period of not less than two weeks",
        },
        "form": SampleForm(),
        "small_form": SmallForm(prefix="small"),
        "wrong_form": SampleForm(
            {
                "identity": "12",
                "phone": "x",
                "born_day": "31",
                "born_month": "2",
                "born_year": "1990",
            },
            prefix=None,
            auto_id="wrong_%s",
        ),
        "steps": _steps(),
        "answers": [
            SummaryRow(_("Full name"), "نورة بنت سالم العتيبي", "#name"),
            SummaryRow(_("Mobile number"), "+966501234567", "#phone", kind="phone"),
            SummaryRow(_("Date of birth"), date(1988, 3, 14), "#born", kind="both_dates"),
            SummaryRow(_("Monthly income of the household"), 3200, "#income", kind="money"),
        ],
        "columns": [
            Column("who", _("Applicant")),
            Column("reference", _("Reference"), kind="code"),
            Column("service", _("Service")),
            Column("due_on", _("Reply promised"), kind="date"),
            Column("state", _("State"), kind="status", line=1),
        ],
        "rows": _rows(),
        "tabs": [
            Tab(_("The person"), "#a", current=True),
            Tab(_("Documents"), "#b", count=3),
            Tab(_("Contacts"), "#c", count=12),
        ],
        "bars": [
            BarRow(_("Phone"), 184),
            BarRow(_("Website"), 97),
            BarRow(_("Interview"), 41),
            BarRow(_("Letters"), 6),
        ],
        "person": PersonStrip(
            name="نورة بنت سالم العتيبي",
            reference="2026-0417",
            url="#",
            household=_("Household of five"),
            phone="+966501234567",
            needs=[_("Hard of hearing")],
            promises=[_("Reply in 9 days")],
            expired=[_("Rental contract expired")],
            contacts=[_("Phone, yesterday: asked about the documents")],
        ),
        "criteria": _criteria(),
        "votes": [
            VoteCount(_("Accept"), 3, "good"),
            VoteCount(_("Partly"), 1, "warn"),
            VoteCount(_("Reject"), 1, "bad"),
        ],
        "documents": [
            DocumentCard(_("Family register"), "missing", example_url="#"),
            DocumentCard(
                _("Rental contract"),
                "refused",
                reason=_("The photo is blurred; the date cannot be read."),
                file_name="IMG_2041.jpg",
            ),
            DocumentCard(
                _("National ID"), "accepted", valid_until=date(2029, 5, 3), note=_("Original seen")
            ),
        ],
        "text": _WRITTEN,
        "paper": _paper(),
        "policy": SimpleNamespace(
            sections=[
                SimpleNamespace(key="steps", title={"ar": "خطوات الخدمة", "en": "The procedure"})
            ],
            clauses=[
                SimpleNamespace(
                    ref=f"steps.{number}",
                    section="steps",
                    text={"ar": arabic, "en": english},
                )
                for number, (arabic, english) in enumerate(_CLAUSES, start=1)
            ],
        ),
        "qr": segno.make("https://wasl.example/v/8f2k", error="m").svg_inline(
            border=1, omitsize=True
        ),
    }


def _steps() -> list[TimelineStep]:
    return [
        TimelineStep(_("Your application arrived"), "done", date(2026, 11, 8)),
        TimelineStep(_("Your documents are complete"), "done", date(2026, 11, 15)),
        TimelineStep(
            _("The social researcher studies your case"),
            "now",
            who=_("Family services"),
            note=_("We may call you to agree on a visit."),
        ),
        TimelineStep(_("The committee decides"), "next"),
    ]


def _rows() -> list[dict[str, object]]:
    service = _("Food basket")
    return [
        {
            "who": "نورة بنت سالم العتيبي",
            "reference": "4471-208-935",
            "service": service,
            "due_on": _DAY + timedelta(days=9),
            "state": _("Being checked"),
            "state_tone": "info",
            "url": "#1",
        },
        {
            "who": "عبدالله بن فهد الدوسري",
            "reference": "4471-209-016",
            "service": _("Rent support"),
            "due_on": _DAY - timedelta(days=1),
            "state": _("Waiting for you"),
            "state_tone": "warn",
            "url": "#2",
        },
        {
            "who": "Maria Santos",
            "reference": "4471-209-107",
            "service": service,
            "due_on": _DAY + timedelta(days=20),
            "state": _("Draft"),
            "state_tone": "neutral",
            "url": "#3",
        },
    ]


def _criteria() -> list[CriterionRow]:
    return [
        CriterionRow(
            _("The household's income is below the limit"),
            "met",
            seen=_("SAR 3,200 for five people"),
            source=_("salary certificate"),
            clause="2/1",
            clause_text=_("Conditions of support"),
            clause_url="#",
        ),
        CriterionRow(
            _("The household lives in the area served"),
            "not_met",
            seen=_("Another city"),
            clause="2/3",
            note=_("A branch of another association serves that city."),
        ),
        CriterionRow(_("No other body gives the same help"), "unknown", clause="2/5"),
    ]


def frame() -> dict[str, object]:
    """What surrounds a page of the desk."""
    return {
        "actor": SimpleNamespace(name="هدى"),
        "desk_nav": [
            NavItem(_("Today"), "#today", "sun", current=True, count=14, key="h"),
            NavItem(_("Applications"), "#applications", "files", count=32),
            NavItem(_("People"), "#people", "users"),
            NavItem(_("Contacts"), "#contacts", "message-square"),
            NavItem(_("Committee"), "#committee", "gavel"),
            NavItem(_("Policy"), "#policy", "scroll-text"),
            NavItem(_("Reports"), "#reports", "chart-column"),
        ],
        "queue_counters": [
            Counter(_("waiting here"), 3, "#here", "info"),
            Counter(_("promises due"), 2, "#due", "warn"),
        ],
        "user_menu": [
            NavItem(_("My account"), "#me", "user-round"),
            NavItem(_("Sign out"), "#out", "log-out", post=True),
        ],
        "home_url": "#home",
        "policy_url": "#policy",
    }


def page(name: str, *, code: str) -> dict[str, object]:
    """What a filled page base of the gallery shows."""
    titles = {
        "portal": _("How can we help you?"),
        "desk": _("Today"),
        "letter": _("Decision on your application"),
        "form": _("How can we reach you?"),
    }
    more: dict[str, object] = {}
    if name == "error":
        more = {"code": code, "back_url": "#back"}
        more |= {"number": "7F3K-20A9"} if code == "500" else {}
        more |= {"retry_after": 20} if code in ("503", "429") else {}
    if name == "letter":
        more = {"qr_svg": everything()["qr"], "verify_text": "wasl.example/v/8f2k"}
    if name == "form":
        more = {"form": SmallForm({"phone": "٠٥"}), "back_url": "#back"}
    return frame() | {"page_title": titles.get(name, ""), **more}
