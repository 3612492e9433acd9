"""Associations for tests, opened as an installation opens them."""

from uuid import UUID

from wasl.domains.associations.actions import open_association
from wasl.domains.associations.queries import associations_listed
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import uuid7

NAMES = {
    "manarat": ("جمعية منارات", "Manarat Association", "منارات", "Manarat"),
    "wahj": ("جمعية وهج", "Wahj Association", "وهج", "Wahj"),
    "durbah": ("جمعية دربة", "Durbah Association", "دربة", "Durbah"),
}


def given_association(slug: str = "manarat") -> UUID:
    """The key of the association at this address, opened when it is not there yet."""
    for row in associations_listed(Actor.installation()):
        if row.slug == slug:
            return row.id
    arabic, english, short_arabic, short_english = NAMES.get(slug, (slug, slug, slug, slug))
    return open_association(
        Actor.installation(),
        slug=slug,
        name={"ar": arabic, "en": english},
        short_name={"ar": short_arabic, "en": short_english},
        licence="1234",
        city={"ar": "الرياض", "en": "Riyadh"},
        phone="+966112345678",
        email=f"hello@{slug}.example.org",
    ).pk


def given_member(association: UUID, *permissions: str) -> Actor:
    """Somebody who works there and may do this; who holds which role is a matter of another room."""
    return Actor("staff", association, frozenset(permissions), staff=uuid7())


def given_director(association: UUID) -> Actor:
    """Mona, the director."""
    return given_member(
        association,
        "associations.open_branch",
        "associations.record_closure",
        "associations.work_calendar",
    )


def given_huda(association: UUID) -> Actor:
    """Huda, the beneficiary-relations officer."""
    return given_member(association, "associations.work_calendar")
