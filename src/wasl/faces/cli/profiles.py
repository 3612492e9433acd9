"""Profiles loaded: an association, its policy and its services become what is in force."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from wasl.domains.associations.actions import open_association, open_branch
from wasl.domains.associations.queries import (
    AssociationRow,
    associations_listed,
    branches_listed,
)
from wasl.domains.catalogue.actions import publish_service
from wasl.domains.catalogue.queries import services_offered, services_read
from wasl.domains.parties.actions import open_starting_kinds
from wasl.domains.parties.queries import document_kinds_listed
from wasl.domains.policies.actions import adopt_policy, bring_into_force, draft_policy
from wasl.domains.policies.queries import policy_versions_listed, profile_read
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import Malformed
from wasl.foundation.profile import Mistake, ProfileInvalid
from wasl.foundation.refusal import Refusal

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import ServiceDefinition
    from wasl.domains.policies.rules import Policy, Profile


@dataclass(frozen=True, slots=True)
class Loaded:
    """What one profile changed; nothing changed when all are false or 0."""

    slug: str
    is_new: bool
    has_new_policy: bool
    is_in_force: bool
    services_published: int


class ProfilesUnusable(Exception):
    """Nothing was loaded. Each of `sentences` names its file, and its line where it has one."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__("\n".join(self.sentences))


def load_profiles(paths: Iterable[Path]) -> tuple[Loaded, ...]:
    """Load profiles together: all of them, or after any mistake none.

    A profile that says what is in force already changes nothing; a changed policy becomes a new
    version, a changed service a new edition. Raises `ProfilesUnusable` with every mistake of
    every file.
    """
    read = _read_all(list(paths))
    loaded = []
    with transaction.atomic():
        for path, (profile, services) in read:
            try:
                loaded.append(_load(profile, services))
            except Refusal as refusal:
                raise ProfilesUnusable([f"{path}: {refusal}"]) from refusal
            except Malformed as malformed:
                raise ProfilesUnusable([f"{path}: {malformed.sentence}"]) from malformed
    return tuple(loaded)


def _read_all(
    paths: list[Path],
) -> "list[tuple[Path, tuple[Profile, tuple[ServiceDefinition, ...]]]]":
    mistakes: list[str] = []
    read = []
    slugs: dict[str, Path] = {}
    for path in paths:
        try:
            text = path.read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            mistakes.append(_("%(file)s: this file cannot be read.") % {"file": path})
            continue
        contents, found = _read(text, str(path))
        mistakes += [str(mistake) for mistake in found]
        if contents is None:
            continue
        slug = contents[0].association.slug
        if slug in slugs:
            mistakes.append(
                _("%(file)s: “%(slug)s” is already the association of %(other)s.")
                % {"file": path, "slug": slug, "other": slugs[slug]}
            )
        slugs[slug] = path
        read.append((path, contents))
    if mistakes:
        raise ProfilesUnusable(mistakes)
    return read


def _read(
    text: str, source: str
) -> "tuple[tuple[Profile, tuple[ServiceDefinition, ...]] | None, list[Mistake]]":
    by = Actor.installation()
    mistakes: set[Mistake] = set()
    profile = services = None
    try:
        profile = profile_read(by, text=text, source=source)
    except ProfileInvalid as invalid:
        mistakes.update(invalid.mistakes)
    try:
        services = services_read(by, text=text, source=source)
    except ProfileInvalid as invalid:
        mistakes.update(invalid.mistakes)
    if profile is None or services is None:
        return None, sorted(mistakes)
    return (profile, services), []


def _load(profile: "Profile", services: "tuple[ServiceDefinition, ...]") -> Loaded:
    facts = profile.association
    known = _association(facts.slug)
    if known is None:
        opened = open_association(
            Actor.installation(),
            slug=facts.slug,
            name=facts.name,
            short_name=facts.short_name,
            licence=facts.licence or "",
            city=facts.city,
            phone=facts.phone,
            email=facts.email,
            website=facts.website,
            hours=facts.hours,
            accent=facts.accent,
            digits=facts.digits,
        )
        system = Actor.system(opened.pk)
    else:
        system = Actor.system(known.id)
    branches = {branch.slug for branch in branches_listed(system)}
    for branch in facts.branches:
        if branch.slug not in branches:
            open_branch(system, slug=branch.slug, name=branch.name)
    if not document_kinds_listed(system):
        open_starting_kinds(system)
    new_policy = _draft_where_changed(system, profile.policy)
    is_in_force = new_policy is not None and profile.policy.adoption is not None
    if new_policy is not None and profile.policy.adoption is not None:
        adoption = profile.policy.adoption
        adopt_policy(
            system,
            policy_version=new_policy,
            kind=adoption.kind,
            reference=adoption.reference,
            adopted_on=adoption.gregorian,
            hijri=adoption.hijri,
            weekday=adoption.weekday or "",
            term=(adoption.term or {}).get("ar", ""),
        )
        # A profile is the whole configuration: whoever loads it has decided against what stood.
        bring_into_force(system, policy_version=new_policy, seen_against=_in_force(system))
    published = {row.slug: row.definition for row in services_offered(system)}
    changed = [one for one in services if published.get(one.slug) != one]
    for one in changed:
        publish_service(system, definition=one.to_dict(), position=services.index(one))
    return Loaded(
        slug=facts.slug,
        is_new=known is None,
        has_new_policy=new_policy is not None,
        is_in_force=is_in_force,
        services_published=len(changed),
    )


def _association(slug: str) -> AssociationRow | None:
    listed = associations_listed(Actor.installation())
    return next((one for one in listed if one.slug == slug), None)


def _in_force(system: Actor) -> UUID | None:
    return next((one.id for one in policy_versions_listed(system) if one.may_open_cases), None)


def _draft_where_changed(system: Actor, policy: "Policy") -> UUID | None:
    versions = policy_versions_listed(system)
    if versions and versions[0].policy == policy:
        return None
    return draft_policy(system, definition=policy.as_dict()).pk
