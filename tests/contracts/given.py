"""What the contracts begin with: people at real doors, with the whole product behind them."""

import io
import json
import re
import threading
from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

from django.db import close_old_connections, connection
from django.test import Client
from PIL import Image

from wasl.domains.applications.models import Application
from wasl.foundation.actor import Actor
from wasl.foundation.scoping import entered_scope

NOURA = "نورة بنت عبدالله الحربي"
NOURA_ID = "1012345672"
NOURA_PHONE = "0551234567"
SALEM_ID = "1098765439"
ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


def basket(**changes: Any) -> dict[str, Any]:
    """The food basket of Manarat's profile, as a machine asks for it."""
    body: dict[str, Any] = {
        "service": "food-basket",
        "applies_as": "self",
        "phone": NOURA_PHONE,
        "applicant": {
            "name": NOURA,
            "national_id": NOURA_ID,
            "birth": "1410",
            "city": "مكة المكرمة",
        },
        "answers": {
            "household_size": "5",
            "dependants": "3",
            "household_income": "3500",
            "work_state": "seeking",
            "housing_kind": "rented",
            "rent_amount": "18000",
            "other_support": "no",
            "city": "مكة المكرمة",
            "delivery_way": "pickup",
        },
        "signed_name": NOURA,
    }
    return body | changes


def send(client: Client, body: object, *, key: str = "", slug: str = "manarat") -> Any:
    """Send an application whole through the machines' door."""
    return client.post(
        f"/api/v1/{slug}/applications",
        json.dumps(body),
        content_type="application/json",
        headers={"Idempotency-Key": key or str(uuid4())},
    )


def text_of(answer: Any) -> str:
    """The page without its form token, which differs at every look."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    page = content.decode(errors="replace")
    page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", page)
    return re.sub(r'"X-CSRFToken": "[^"]+"', "", page)


def applications_kept(association: UUID) -> int:
    """How many applications the association has, whatever their stage."""
    with entered_scope(Actor.system(association), writing=False):
        return Application.objects.count()


def all_at_once(deed: Callable[[int], Any], times: int) -> list[Any]:
    """What each of so many threads got, all let go at the same moment."""
    start = threading.Barrier(times)
    answers: list[Any] = [None] * times

    def run(number: int) -> None:
        close_old_connections()
        try:
            start.wait(timeout=60)
            answers[number] = deed(number)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(number,)) for number in range(times)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return answers


def copied(client: Client) -> Client:
    """Another tab of the same browser."""
    other = Client()
    other.cookies.load(client.cookies.output(header="", sep=";"))
    for name, morsel in client.cookies.items():
        other.cookies[name] = morsel.value
    return other


def file(content: bytes, name: str) -> io.BytesIO:
    """A file as a browser sends it."""
    sent = io.BytesIO(content)
    sent.name = name
    return sent


def jpeg(**options: Any) -> bytes:
    """A small photo."""
    written = io.BytesIO()
    Image.effect_noise((120, 90), 90).convert("RGB").save(written, "JPEG", **options)
    return written.getvalue()
