"""The standing staff of the demonstration, in every association."""

from dataclasses import dataclass
from functools import cache
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.hashers import make_password

from wasl.domains.access.actions import hire_staff, make_operator
from wasl.domains.access.queries import operators_listed, staff_listed
from wasl.foundation.actor import Actor

PASSWORD = "wasl-demo-2026"  # noqa: S105  shown on the demo's start page, and of no use anywhere else
"""The same for everybody, because the demonstration holds only invented people."""


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the standing cast; `box` is the first half of his e-mail address."""

    box: str
    name: str
    roles: tuple[str, ...]


CAST = (
    Member("huda", "هدى السبيعي", ("officer",)),
    Member("reem", "ريم الدوسري", ("officer", "registrar")),
    Member("majed", "ماجد القحطاني", ("researcher",)),
    Member("fahad", "فهد العتيبي", ("committee_chair",)),
    Member("sultan", "سلطان الشهري", ("committee_member",)),
    Member("amal", "أمل الغامدي", ("committee_member",)),
    Member("nasser", "ناصر المطيري", ("department_head",)),
    Member("khalid", "خالد الزهراني", ("reviewer",)),
    Member("latifa", "لطيفة العنزي", ("director",)),
    Member("yousef", "يوسف البقمي", ("delegate",)),
    Member("mona", "منى الرشيد", ("auditor",)),
    Member("abeer", "عبير الصاعدي", ("privacy_officer",)),
)
IBRAHIM = Member("ibrahim", "إبراهيم الحازمي", ("officer", "director"))
"""The colleague of another association, who must see nothing of the others."""


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a visitor of the demonstration types to come in as somebody."""

    email: str
    name: str
    roles: tuple[str, ...]


OPERATOR = SignIn("omar@wasl.example", "عمر الجهني", ("operator",))


def given_staff(system: Actor, *, slug: str, roles: frozenset[str]) -> tuple[SignIn, ...]:
    """Hire the cast for the roles that the association has, each with a second factor.

    Who works there already stays as he is. Ibrahim works in Wahj.
    """
    known = {row.email: row.id for row in staff_listed(system)}
    listed = []
    for member in (*CAST, *((IBRAHIM,) if slug == "wahj" else ())):
        # Whoever guards personal data is asked for by the law, and not by the policy.
        held = tuple(role for role in member.roles if role in roles | {"privacy_officer"})
        if not held:
            continue
        email = f"{member.box}@{slug}.example"
        staff = known.get(email)
        if staff is None:
            hired = hire_staff(system, email=email, name=member.name, password=None, roles=held)
            staff = hired.pk
            _give_password(staff)
        _give_second_factor(staff)
        listed.append(SignIn(email, member.name, held))
    return tuple(listed)


def given_operator() -> SignIn:
    """Who opens associations on this installation, with a second factor; he works in none."""
    by = Actor.installation()
    known = {row.email: row.id for row in operators_listed(by)}
    staff = known.get(OPERATOR.email)
    if staff is None:
        made = make_operator(by, email=OPERATOR.email, name=OPERATOR.name, password=None)
        staff = made.pk
        _give_password(staff)
    _give_second_factor(staff)
    return OPERATOR


@cache
def _hashed_once() -> str:
    return make_password(PASSWORD)


def _give_password(staff: UUID) -> None:
    # Hashing is slow on purpose; for fifty accounts with one password once is enough.
    get_user_model().objects.filter(pk=staff).update(password=_hashed_once())


def _give_second_factor(staff: UUID) -> None:
    account = get_user_model().objects.get(pk=staff)
    has_one = Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists()
    if settings.WASL_DEMO_TOTP and not has_one:
        TOTP.activate(account, settings.WASL_DEMO_TOTP)
