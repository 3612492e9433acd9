"""The standing cast as staff, hired as a director hires."""

from collections.abc import Iterable, Mapping
from uuid import UUID

from wasl.domains.access.actions import hire_staff
from wasl.domains.access.queries import member_actor
from wasl.foundation.actor import Actor

PASSWORD = "قهوة-صباح-بعيدة-27"


def given_staff(
    association: UUID,
    name: str = "هدى",
    *,
    roles: Iterable[str] = ("officer",),
    email: str = "",
    password: str | None = None,
    national_id: str = "",
    phone: str = "",
    iban: str = "",
    relatives: Iterable[Mapping[str, str]] = (),
) -> Actor:
    """Somebody who works in the association, as the actor he is when signed in."""
    system = Actor.system(association)
    staff = hire_staff(
        system,
        email=email or f"{abs(hash((name, association)))}@example.org",
        name=name,
        password=password,
        roles=roles,
        national_id=national_id,
        phone=phone,
        iban=iban,
        relatives=relatives,
    )
    actor = member_actor(system, association=association, staff=staff.pk)
    assert actor is not None
    return actor


def given_huda(association: UUID) -> Actor:
    """Huda, the beneficiary-relations officer."""
    return given_staff(association, "هدى الشمري", roles=["officer"])


def given_majed(association: UUID) -> Actor:
    """Majed, the social researcher."""
    return given_staff(association, "ماجد العتيبي", roles=["researcher"])


def given_fahad(association: UUID) -> Actor:
    """Fahad, who chairs the research committee."""
    return given_staff(association, "فهد القحطاني", roles=["committee_chair"])


def given_director(association: UUID) -> Actor:
    """Mona, the director."""
    return given_staff(association, "منى الحربي", roles=["director"])


def given_ibrahim(other_association: UUID) -> Actor:
    """Ibrahim, who may do everything in another association and must see nothing of this one."""
    return given_staff(
        other_association,
        "إبراهيم الزهراني",
        roles=["officer", "researcher", "committee_chair", "director", "registrar", "auditor"],
    )
