"""Associations for tests, opened as an installation opens them."""

from uuid import UUID

from wasl.domains.associations.actions import open_association
from wasl.domains.associations.queries import associations_listed
from wasl.foundation.actor import Actor

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
