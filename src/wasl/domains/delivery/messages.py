"""The words of delivery. No name, need, amount or decision stands in an SMS."""

from wasl.foundation.wording import Wording

REGISTERED = Wording(
    title={"ar": "جديد في طلبكم", "en": "News about your request"},
    body={
        "ar": "جديد في طلبكم {reference} لدى {association}. للاطلاع عليه: {link}",
        "en": "There is news about your request {reference} at {association}: {link}",
    },
)
