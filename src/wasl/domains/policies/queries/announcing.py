"""What a circulation says, before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from wasl.domains.access.queries import staff_listed
from wasl.domains.associations.queries import association_known
from wasl.domains.policies.messages import BENEFICIARIES_TOLD, STAFF_TOLD
from wasl.domains.policies.queries.versions import policy_of
from wasl.domains.policies.refusals import AudienceUnknown
from wasl.domains.policies.rules.publicity import AUDIENCES
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address
from wasl.foundation.query import query


@dataclass(frozen=True, slots=True)
class CirculationWords:
    """The message of a circulation in each language it goes out in, and to how many colleagues.

    `title` is empty where the message has none: a text message is its body alone. `reached` is
    None where those above know whom it reaches.
    """

    audience: str
    title: Mapping[str, str]
    body: Mapping[str, str]
    reached: int | None


@query
def circulation_words(
    by: Actor, *, policy_version: UUID, audience: str, note: str = ""
) -> CirculationWords:
    """The exact words of a circulation. Refuses with `AudienceUnknown`, and with `NotFound`."""
    if audience not in AUDIENCES:
        raise AudienceUnknown
    system = by.as_system()
    row = policy_of(system, policy_version=policy_version)
    house = association_known(system, association=by.house)
    if audience == "beneficiaries":
        link = address(f"/{house.slug}/policy/")
        said = {
            language: BENEFICIARIES_TOLD.filled(
                language, {"association": house.short_name[language], "link": link}
            )[1]
            for language in ("ar", "en")
        }
        return CirculationWords(audience, {}, said, None)
    fields = {
        "name": "…",
        "title": row.title["ar"],
        "association": house.short_name["ar"],
        "note": " ".join(note.split()),
        "link": address(f"/{house.slug}/desk/"),
    }
    title, body = STAFF_TOLD.filled("ar", fields)
    colleagues = [one for one in staff_listed(system) if one.is_active and not one.is_pending]
    return CirculationWords(audience, {"ar": title}, {"ar": body}, len(colleagues))
