"""A version on paper, and the versions that anybody may read."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from wasl.domains.associations.queries import AssociationRow, association_known
from wasl.domains.policies import ports
from wasl.domains.policies.models import PolicyVersion, Publication
from wasl.domains.policies.queries.reviewing import board_listed
from wasl.domains.policies.queries.versions import (
    AdoptionRow,
    PolicyRow,
    adoption_of,
    policy_of,
)
from wasl.domains.policies.rules import paper
from wasl.foundation.actor import Actor
from wasl.foundation.addresses import address, qr_of
from wasl.foundation.calendar import Language
from wasl.foundation.query import query
from wasl.foundation.refusal import NotFound

_UNADOPTED = ("draft", "before_board")


@dataclass(frozen=True, slots=True)
class PublicVersion:
    """A version that anybody may read at its own address; `is_shown` for the public page's own."""

    id: UUID
    issue: int
    title: dict[str, str]
    stage: str
    in_force_from: date | None
    published_on: date | None
    is_shown: bool


@query
def public_versions(by: Actor) -> tuple[PublicVersion, ...]:
    """What the public page shows, then the earlier versions that were public, the newest first.

    It shows the version published there. While no version was ever adopted it shows the newest
    draft, which then is said to be one; a version whose publication ended is shown no more.
    """
    rows = PolicyVersion.objects.exclude(stage="discarded").order_by("-issue")
    versions = list(rows.values("id", "issue", "title", "stage", "in_force_from"))
    on_page = Publication.objects.filter(place="public_page").order_by("-published_on", "-id")
    published: dict[UUID, date] = {}
    shown: UUID | None = None
    for version, day, ended in on_page.values_list(
        "policy_version_id", "published_on", "withdrawn_on"
    ):
        published.setdefault(version, day)
        shown = shown or (version if ended is None else None)
    if all(one["stage"] in _UNADOPTED for one in versions):
        shown = versions[0]["id"] if versions else None
    readable = [
        one
        for one in versions
        if one["id"] == shown or (one["id"] in published and one["stage"] == "superseded")
    ]
    found = [
        PublicVersion(**one, published_on=published.get(one["id"]), is_shown=one["id"] == shown)
        for one in readable
    ]
    return tuple(sorted(found, key=lambda one: not one.is_shown))


@query
def policy_pdf(by: Actor, *, policy_version: UUID, language: str | None = None) -> bytes:
    """A version as the association's paper, in Arabic unless `en` is asked for.

    A version which is not adopted yet has a table to be signed by those who sit on the board.
    Refuses with `NotFound` a version that is not ours, or that a visitor may not read.
    """
    system = by.as_system()
    public = {one.id for one in public_versions(system)}
    if not _is_ours(by) and policy_version not in public:
        raise NotFound
    row = policy_of(system, policy_version=policy_version)
    house = association_known(system, association=by.house)
    adoption = adoption_of(by, policy_version=policy_version)
    path = f"/{house.slug}/policy/{row.issue}/" if row.id in public else f"/{house.slug}/policy/"
    chosen: Language = "en" if language == "en" else "ar"
    words = paper.PolicyPaper(
        policy=row.policy,
        issue=row.issue,
        stage=row.stage,
        in_force_from=row.in_force_from,
        head=_head(house),
        page_url=address(path),
        qr_svg=qr_of(address(path)),
        kind=adoption.kind if adoption else "",
        reference=adoption.reference if adoption else "",
        adopted_on=adoption.adopted_on if adoption else None,
        term=adoption.term if adoption else "",
        signatures=_signatures(by, row, adoption),
    )
    return ports.policy_printer().print_policy(paper.printable(words, chosen))


def _is_ours(by: Actor) -> bool:
    return by.kind in ("staff", "system")


def _signatures(
    by: Actor, row: PolicyRow, adoption: AdoptionRow | None
) -> tuple[paper.PaperSignature, ...]:
    if adoption is not None:
        return tuple(
            paper.PaperSignature(one.name, one.capacity, one.signed_on)
            for one in adoption.signatures
        )
    if row.stage not in _UNADOPTED or not _is_ours(by):
        return ()
    return tuple(
        paper.PaperSignature(one.name, one.capacity)
        for one in board_listed(by.as_system())
        if one.retired_on is None
    )


def _head(house: AssociationRow) -> paper.PaperHead:
    return paper.PaperHead(
        name=house.name,
        licence=house.licence,
        city=house.city,
        contacts=tuple(one for one in (house.phone, house.email, house.website) if one),
        accent=house.accent,
        digits=house.digits,
    )
