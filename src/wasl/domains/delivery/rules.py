"""What an accepted application entitles to, read from the service's own definition."""

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from wasl.domains.delivery.lifecycle import PROOFS

if TYPE_CHECKING:
    from wasl.domains.catalogue.rules import DeliveryItem


def parts_of(items: "Sequence[DeliveryItem]") -> list[dict[str, Any]]:
    """What is handed over together, as kept with the entitlement."""
    return [
        {
            "title": dict(one.item),
            "quantity": one.quantity,
            "unit": dict(one.unit) if one.unit else None,
            "amount": None if one.amount is None else str(one.amount),
        }
        for one in items
    ]


def amount_of(items: "Sequence[DeliveryItem]") -> Decimal | None:
    """The riyals among the parts together; nothing when none is money."""
    amounts = [one.amount for one in items if one.amount is not None]
    return sum(amounts, Decimal()) if amounts else None


def proofs_of(items: "Sequence[DeliveryItem]", *, has_phone: bool) -> list[str]:
    """The kinds of proof that every part takes, in the order in which they are offered.

    Where the parts agree on none, and where there is no phone for a code, the signed receipt
    always serves: nobody is kept from his due for want of a phone.
    """
    agreed = [proof for proof in PROOFS if all(proof in one.proof for one in items)]
    if not has_phone:
        agreed = [proof for proof in agreed if proof != "code"]
    return agreed or ["paper"]
