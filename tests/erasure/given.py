"""A person with a value of his own in every column that may hold one, and a scanner for them."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from bench import w1
from wasl.domains.access.models import OneTimeCode
from wasl.domains.agreements.models import Agreement, Dispute, DisputeStep, Duty
from wasl.domains.applications.models import Application, CompletenessRequest, Referral
from wasl.domains.contacts.models import Contact
from wasl.domains.decisions.models import AgendaItem, Recusal
from wasl.domains.parties.models import (
    ContactWay,
    Correction,
    DocumentKind,
    DuplicatePair,
    Fact,
    Guardianship,
    HouseholdMember,
    Merge,
    Party,
    PartyDocument,
    PastAssistance,
)
from wasl.domains.privacy.models import Consent, FileOpening, Hold, RightsRequest
from wasl.domains.satisfaction.models import CallRequest
from wasl.domains.spreadsheets.models import Addition, Mending, Spreadsheet
from wasl.faces.cli.demo.people import invented_person
from wasl.foundation.actor import Actor
from wasl.foundation.fields import Ciphertext, SealedJSONField, SealedTextField
from wasl.foundation.keyring import OwnerKey, forget_keys
from wasl.foundation.keys import blind_index
from wasl.foundation.personal_data import declared, everybody, rows_about
from wasl.foundation.scoping import entered_scope
from wasl.gateways.files.folder import EncryptedFolder

NUMBER, OTHER_NUMBER = 314_159, 271_828
SHELVES = ("applications", "papers", "copies")
SHORTEST = 16


@dataclass
class Planted:
    """Somebody who was everywhere: his keys, and the values by which he would be known."""

    system: Actor
    party: UUID
    absorbed: UUID
    case: UUID
    canaries: dict[str, str]
    files: tuple[UUID, ...] = ()
    untouched: dict[str, Any] = field(default_factory=dict)


def given_somebody_everywhere(house: w1.House, number: int = NUMBER) -> Planted:
    """A case through the whole pipeline, and a row in every other table about a person."""
    system = Actor.system(house.association)
    person = invented_person(number)
    paper = b"%PDF-1.4\n" + f"canary-of-a-paper-{number} ".encode() * 500
    with patched_paper(paper):
        w1.one_case(house, number, lambda _step: None)
    with entered_scope(system, writing=True):
        index = blind_index("phone", _stored_phone(person.phone), association=house.association)
        application = Application.objects.filter(phone_index=index).get()
        party = application.beneficiary_id
        assert party is not None
        absorbed = _rows_of_other_tables(party, application, index, house, number)
    canaries = {
        "name": person.name,
        "identity": person.national_id,
        "phone": person.phone[1:],
        "paper": f"canary-of-a-paper-{number}",
    }
    files = _kept_files(house.association, party, application.pk, paper)
    with entered_scope(system, writing=True):
        _hang_files(party, files)
        canaries |= _planted_in_columns(party, number)
    return Planted(system, party, absorbed, application.pk, canaries, files)


@contextmanager
def patched_paper(paper: bytes) -> Iterator[None]:
    """Let every paper of the pipeline hold these bytes."""
    usual, w1.PAPER = w1.PAPER, paper
    try:
        yield
    finally:
        w1.PAPER = usual


def _stored_phone(phone: str) -> str:
    return f"+966{phone[1:]}"


def _rows_of_other_tables(
    party: UUID, case: Application, index: str, house: w1.House, number: int
) -> UUID:
    now, today, staff = timezone.now(), timezone.localdate(), house.officer.member
    absorbed = Party.objects.create(
        kind="person",
        name="x",
        name_key="x",
        merged_into_id=party,
        phone="0",
        phone_index=f"{number:032}",
    )
    other = Party.objects.create(kind="person", name="another", name_key="another", phone="1")
    Merge.objects.create(
        survivor_id=party, absorbed=absorbed, before={"x": 1}, merged_by=staff, merged_at=now
    )
    for one in (party, absorbed.pk):
        ContactWay.objects.create(party_id=one, kind="mobile", value="x", recorded_at=now)
        Fact.objects.create(
            party_id=one,
            key="income.x",
            value={"is": 1},
            source="statement",
            holds_on=today,
            recorded_at=now,
        )
        Correction.objects.create(party_id=one, field="name", before={"is": "x"}, corrected_at=now)
        PastAssistance.objects.create(party_id=one, service_name="basket", note="x")
    kind = DocumentKind.objects.create(key=f"canary-{number}", title={}, validity="unlimited")
    PartyDocument.objects.create(party_id=party, kind=kind, number="x", seen_at=now)
    HouseholdMember.objects.create(household_id=party, name="x", relation="son")
    HouseholdMember.objects.create(household=other, party_id=party, name="x", relation="wife")
    Guardianship.objects.create(guardian=other, ward_id=party, relation="father")
    first, second = sorted((party, other.pk))
    DuplicatePair.objects.create(
        first_id=first, second_id=second, score=1, stage="waiting", found_by="face", found_at=now
    )
    agreement = Agreement.objects.create(
        number=number,
        title="x",
        kind="contract",
        party_id=party,
        subject="x",
        starts_on=today,
        stage="ended",
        drafted_at=now,
    )
    Duty.objects.create(agreement=agreement, owed_by="party", position=1, wording="x")
    dispute = Dispute.objects.create(
        number=number,
        party_id=party,
        raised_by="party",
        channel="desk",
        subject="x",
        stage="settled",
        raised_at=now,
    )
    DisputeStep.objects.create(
        dispute=dispute, kind="noted", words="x", taken_on=today, recorded_at=now
    )
    Contact.objects.create(
        channel="phone", direction="inward", purpose="inquiry", party_id=party, summary="x", at=now
    )
    Referral.objects.create(application=case, question="x", asked_by=staff, asked_at=now)
    CompletenessRequest.objects.create(application=case, items=[], note="x", asked_at=now)
    item = AgendaItem.objects.filter(application=case).get()
    Recusal.objects.create(item=item, member=uuid4(), reason="x", declared_at=now)
    RightsRequest.objects.create(
        reference=str(number),
        party=party,
        kind="access",
        way="oral",
        name="x",
        stage="answered",
        received_on=today,
        received_at=now,
        due_on=today.replace(year=today.year + 1),
    )
    FileOpening.objects.create(staff=staff, subject=case.pk, reason="x", opened_at=now, until=now)
    Hold.objects.create(
        party=party, ground="court", why="x", placed_at=now, lifted_at=now, lifted_why="x"
    )
    Consent.objects.create(
        subject=party, purpose="x", wording="x", wording_version="1", channel="x", given_at=now
    )
    CallRequest.objects.create(phone="x", phone_index=index, words="x", asked_on=today)
    OneTimeCode.objects.create(
        phone_index=index, purpose="apply", fingerprint="x", sent_at=now, expires_at=now
    )
    sheet = Spreadsheet.objects.create(
        key=uuid4(),
        kind="people",
        stage="brought",
        file_name="x",
        file_size=1,
        digest="x",
        uploaded_by=staff,
        uploaded_at=now,
    )
    Addition.objects.create(spreadsheet=sheet, what="filled", party=party)
    Mending.objects.create(
        spreadsheet=sheet,
        number=1,
        column=0,
        field="name",
        cell="x",
        becomes="x",
        party=party,
        mended_by=staff,
        mended_at=now,
    )
    return absorbed.pk


def _kept_files(association: UUID, party: UUID, case: UUID, paper: bytes) -> tuple[UUID, ...]:
    return (
        EncryptedFolder(settings.WASL_FILES, "copies").put(
            paper, association=association, owner=party
        ),
        EncryptedFolder(settings.WASL_FILES, "applications").put(
            paper, association=association, owner=case
        ),
    )


def _hang_files(party: UUID, files: tuple[UUID, ...]) -> None:
    PartyDocument.objects.filter(party=party).update(file=files[0], copy_basis="law")
    application = Application.objects.get(beneficiary=party)
    document = apps.get_model("applications", "ApplicationDocument")
    document.objects.create(application=application, key="canary", stage="uploaded", file=files[1])


def _planted_in_columns(party: UUID, number: int) -> dict[str, str]:
    """A value of its own in every declared column of every row that takes one, but for those that
    stay by declaration (`STAYING`)."""
    people, canaries = everybody(party), {}
    for held in declared():
        for row in rows_about(held, people) if held.about is not None else ():
            for name in held.fields:
                column: Any = held.table._meta.get_field(name)
                value = _canary(column, f"{held.model}-{name}-{number}")
                is_search = held.is_person and name in _SEARCHED and row.pk == party
                if (
                    value is None
                    or is_search
                    or f"{held.model}.{name}" in STAYING
                    or not _takes(row, name, value[0])
                ):
                    continue
                canaries[f"{held.model}.{name}"] = value[1]
    return canaries


def _canary(column: Any, told: str) -> tuple[Any, str] | None:
    name, text = column.name, f"canary-{told}".replace(".", "-").replace("_", "-").lower()
    if isinstance(column, SealedJSONField) or column.get_internal_type() == "JSONField":
        return {"is": text}, text
    if isinstance(column, SealedTextField) or column.get_internal_type() == "TextField":
        return text, text
    if isinstance(column, models.CharField) and (column.max_length or 0) >= SHORTEST:
        # Fingerprints lead from one row to another, and the file of a paper keeps its key.
        if name.endswith(("_index", "digest", "fingerprint")) or name in _NAMED:
            return None
        short = text[-(column.max_length or 0) :]
        return short, short
    return None


STAYING = {
    "parties.PastAssistance.service_name",  # what was given, for the accounts
    "delivery.Entitlement.parts",  # likewise
    "decisions.AgendaItem.barred",  # members of staff
    "privacy.Consent.wording",  # the association's own words
    "privacy.RightsRequest.identity_check",  # a way of checking, by its key
    "privacy.Consent.wording_version",
    "privacy.Consent.withdrawn_how",  # a channel
}
_SEARCHED = {"name", "name_key", "name_1", "name_2", "name_3", "name_4", "national_id", "phone"}
_NAMED = {"kind", "purpose", "key", "channel", "source", "relation", "stage", "what"}


def _takes(row: Any, name: str, value: Any) -> bool:
    setattr(row, name, value)
    try:
        with transaction.atomic():
            row.save(update_fields=[name])
    except IntegrityError:
        row.refresh_from_db(fields=[name])
        return False
    return True


def raw_rows() -> Iterator[tuple[str, str]]:
    """Every cell of every table, as a thief of the database would read it."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            names = [column[0] for column in cursor.description]
            for row in cursor.fetchall():
                for name, value in zip(names, row, strict=True):
                    yield f"{table}.{name}", _as_text(value)


def opened_rows(by: Actor) -> Iterator[tuple[str, str]]:
    """Every sealed cell of every table, opened with all the keys that there are."""
    forget_keys()
    with entered_scope(by, writing=False):
        for model in apps.get_models():
            sealed = [
                one.name
                for one in model._meta.local_fields
                if isinstance(one, SealedTextField | SealedJSONField)
            ]
            for row in model._default_manager.all() if sealed else ():
                for name in sealed:
                    yield f"{model._meta.label}.{name}", _as_text(getattr(row, name))


def files_on_disk(by: Actor) -> Iterator[tuple[str, str]]:
    """Every file of the association: as it lies there, and opened where it opens.

    The simulators' folder is no place of ours: it stands for the phones and mailboxes outside.
    """
    for place in sorted(Path(settings.WASL_FILES).rglob("*")):
        if place.is_file():
            yield str(place), _as_text(place.read_bytes())
    for shelf in SHELVES:
        folder = EncryptedFolder(settings.WASL_FILES, shelf)
        for kept in folder.listed(association=by.house):
            try:
                yield f"{shelf} {kept.file}", _as_text(folder.get(kept.file, association=by.house))
            except KeyError:
                continue


def found(canaries: Mapping[str, str], cells: Iterator[tuple[str, str]]) -> dict[str, set[str]]:
    """Which of the values stand where."""
    places: dict[str, set[str]] = {}
    for place, text in cells:
        for name, value in canaries.items():
            if value in text:
                places.setdefault(name, set()).add(place)
    return places


def keys_left(by: Actor, owners: list[UUID]) -> int:
    """How many keys of these owners still open something."""
    with entered_scope(by, writing=False):
        return OwnerKey.objects.filter(pk__in=owners).exclude(wrapped=b"").count()


def _as_text(value: Any) -> str:
    if isinstance(value, Ciphertext | bytes | memoryview):
        return bytes(value).decode("utf-8", errors="replace")
    if isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
