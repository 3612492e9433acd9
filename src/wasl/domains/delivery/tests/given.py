"""Accepted cases, registered files, and codes as they reach a phone."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from PIL import Image

from wasl.domains.access.events import CodeIssued
from wasl.domains.applications.tests.given import words
from wasl.domains.assessments.tests.given import given_colleague
from wasl.domains.decisions.tests.given import Bench, given_bench, given_concluded
from wasl.domains.delivery.actions import register
from wasl.domains.delivery.queries import delivery_sheet
from wasl.foundation import events
from wasl.foundation.actor import Actor


@dataclass(frozen=True)
class Accepted:
    """Noura's accepted case, with Huda who hands over."""

    bench: Bench
    huda: Actor
    application: UUID
    entitlement: UUID

    @property
    def association(self) -> UUID:
        """Where all this happens."""
        return self.bench.association


def basket(**changes: Any) -> dict[str, Any]:
    """One thing to be handed over."""
    return {
        "item": words("سلة", "Basket"),
        "quantity": 1,
        "unit": words("سلة", "basket"),
        "proof": ["code", "paper"],
    } | changes


def given_accepted(
    *, slug: str = "manarat", valid_until: date | None = None, **service: Any
) -> Accepted:
    """A case that the committee accepted; its policy has a registration step."""
    service = {"delivery": [basket()]} | service
    bench = given_bench(slug=slug, **service)
    given_concluded(bench, valid_until=valid_until)
    huda = given_colleague(bench.association, "officer")
    sheet = delivery_sheet(huda, application=bench.application)
    assert sheet.entitlement is not None
    return Accepted(bench, huda, bench.application, sheet.entitlement.id)


def given_registered(**changes: Any) -> Accepted:
    """An accepted case whose file has its number."""
    accepted = given_accepted(**changes)
    register(accepted.huda, application=accepted.application)
    return accepted


@contextmanager
def codes_heard() -> Iterator[list[str]]:
    """The codes that would go to phones, heard as the rooms above hear them."""
    heard: list[str] = []

    def hear(by: Actor, event: CodeIssued) -> None:
        heard.append(event.code)

    before = list(events._reactions[CodeIssued])
    events._reactions[CodeIssued][:] = [hear]
    yield heard
    events._reactions[CodeIssued][:] = before


def signed_receipt() -> bytes:
    """A photo of a signed receipt."""
    written = io.BytesIO()
    Image.effect_noise((200, 120), 50).convert("RGB").save(written, "JPEG")
    return written.getvalue()
