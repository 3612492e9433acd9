"""Opening associations and branches, and saying when one is closed."""

from collections.abc import Mapping
from datetime import date

from wasl.domains.associations.events import AssociationOpened
from wasl.domains.associations.models import Association, Branch, Closure
from wasl.domains.associations.refusals import (
    AddressTaken,
    AddressUnfit,
    ClosureEndsEarly,
    UnknownLook,
    WordsMissing,
)
from wasl.domains.associations.rules import (
    ACCENTS,
    DIGITS,
    RESERVED,
    has_both_languages,
    is_address,
)
from wasl.foundation.action import action
from wasl.foundation.actor import Actor
from wasl.foundation.events import publish
from wasl.foundation.identifiers import licence as read_licence


@action
def open_association(
    by: Actor,
    *,
    slug: str,
    name: Mapping[str, str],
    short_name: Mapping[str, str],
    licence: str = "",
    city: Mapping[str, str] | None = None,
    phone: str = "",
    email: str = "",
    website: str = "",
    hours: Mapping[str, str] | None = None,
    accent: str = "teal",
    digits: str = "latin",
) -> Association:
    """Let a non-profit join the installation under the address `slug`.

    Refuses with `AddressTaken` an address in use or reserved, with `AddressUnfit` one that cannot
    stand in an address, with `WordsMissing` a name that is
    not in both languages, and with `UnknownLook` an unknown accent or kind of digits. Raises
    `Malformed` for a licence that is not 3–10 digits.
    """
    if not is_address(slug):
        raise AddressUnfit
    if slug in RESERVED or Association.objects.filter(slug=slug).exists():
        raise AddressTaken
    if not (has_both_languages(name) and has_both_languages(short_name)):
        raise WordsMissing
    if accent not in ACCENTS or digits not in DIGITS:
        raise UnknownLook
    association = Association.objects.create(
        slug=slug,
        name=dict(name),
        short_name=dict(short_name),
        licence=read_licence(licence) if licence else "",
        city=dict(city or {}),
        phone=phone,
        email=email,
        website=website,
        hours=dict(hours or {}),
        accent=accent,
        digits=digits,
    )
    publish(by, AssociationOpened(association=association.pk))
    return association


@action
def open_branch(by: Actor, *, slug: str, name: Mapping[str, str]) -> Branch:
    """Open a branch office. Refuses with `AddressTaken` a second one of this short name, and
    with `WordsMissing` a name that is not in both languages."""
    if not has_both_languages(name):
        raise WordsMissing
    if Branch.objects.filter(slug=slug).exists():
        raise AddressTaken
    return Branch.objects.create(slug=slug, name=dict(name))


@action
def record_closure(
    by: Actor, *, starts_on: date, ends_on: date, reason: Mapping[str, str]
) -> Closure:
    """Say that the association is closed on these days, both included.

    Promises made before keep their dates. Refuses with `ClosureEndsEarly` when the last day is
    before the first, and with `WordsMissing` a reason that is not in both languages.
    """
    if ends_on < starts_on:
        raise ClosureEndsEarly
    if not has_both_languages(reason):
        raise WordsMissing
    return Closure.objects.create(starts_on=starts_on, ends_on=ends_on, reason=dict(reason))
