"""What a service hands over, and what proves it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from wasl.domains.delivery.rules import amount_of, parts_of, proofs_of


@dataclass(frozen=True)
class DeliveryItem:
    """A part as a service defines it."""

    item: dict[str, str]
    quantity: int | None = None
    unit: dict[str, str] | None = None
    amount: Decimal | None = None
    proof: tuple[str, ...] = ("code", "paper")


BASKET: Any = DeliveryItem({"ar": "سلة", "en": "Basket"}, 1, {"ar": "سلة", "en": "basket"})
RENT: Any = DeliveryItem({"ar": "إيجار", "en": "Rent"}, amount=Decimal("6000.50"), proof=("paper",))


def test_parts_keep_quantities_with_their_unit_and_amounts_exactly():
    assert [(one["quantity"], one["amount"]) for one in parts_of([BASKET, RENT])] == [
        (1, None),
        (None, "6000.50"),
    ]


def test_only_riyals_make_an_amount():
    assert amount_of([BASKET]) is None
    assert amount_of([BASKET, RENT, RENT]) == Decimal("12001.00")


def test_a_proof_counts_when_every_part_takes_it():
    assert proofs_of([BASKET], has_phone=True) == ["code", "paper"]
    assert proofs_of([BASKET, RENT], has_phone=True) == ["paper"]


def test_nobody_is_kept_from_his_due_for_want_of_a_phone():
    by_code: Any = DeliveryItem({"ar": "سلة", "en": "Basket"}, 1, proof=("code",))

    assert proofs_of([BASKET], has_phone=False) == ["paper"]
    assert proofs_of([by_code], has_phone=False) == ["paper"]
