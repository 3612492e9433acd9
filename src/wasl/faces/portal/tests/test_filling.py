"""Filling in, signing and sending, through the pages."""

import io
import re

import pytest
from django.test import Client
from PIL import Image

from wasl.domains.applications.queries import applications_in_queue
from wasl.domains.applications.queries import draft_for_form as draft_read
from wasl.faces.portal.tests.given import (
    NOURA,
    NOURA_PHONE,
    given_association,
    given_basket_asked,
    given_draft,
    given_draft_filled,
    last_code,
    text_of,
)
from wasl.foundation.actor import Actor

pytestmark = pytest.mark.django_db


def _photo() -> io.BytesIO:
    written = io.BytesIO()
    Image.new("RGB", (200, 150), "#886").save(written, "JPEG")
    written.seek(0)
    written.name = "../../شهادة.jpg"
    return written


def test_somebody_without_a_phone_applies_and_follows_by_his_slip() -> None:
    given_association()
    client = Client()
    draft = given_draft_filled(client)
    typed = {"signed_name": NOURA, "agreed": "on", "witness": "سالم"}
    answer = client.post(f"{draft}declaration/", typed, follow=True)
    secret = re.search(r"portal-slip-secret[^>]*>([A-Z2-7]{12})<", text_of(answer))
    reference = re.search(r"portal-reference-number[^>]*>([\d-]+)<", text_of(answer))
    assert secret
    assert reference
    other = Client()
    other.post("/manarat/follow/", {"reference": reference.group(1)})
    answer = other.post("/manarat/follow/code/", {"code": secret.group(1).lower()}, follow=True)
    assert answer.status_code == 200
    assert "أين وصل الطلب" in text_of(answer)


def test_a_phone_is_confirmed_in_any_digits_and_signs() -> None:
    association = given_association()
    client = Client()
    ahead = "/manarat/services/urgent-aid/apply/"
    asked = client.get(ahead)["Location"]
    coded = client.post(asked, {"phone": "٠٥٥ ١٢٣ ٤٥٦٧"})["Location"]
    arabic = last_code(association).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert client.post(coded, {"code": arabic})["Location"] == ahead
    draft = given_draft_filled(client)
    assert client.post(f"{draft}sign/")["Location"] == f"{draft}declaration/"
    typed = {"signed_name": NOURA, "agreed": "on", "code": last_code(association)}
    answer = client.post(f"{draft}declaration/", typed)
    assert answer["Location"] == f"{draft}done/"
    assert "portal-slip" not in text_of(client.get(f"{draft}done/"))


def test_an_organisation_asks_through_its_signatory() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "organisation"})
    assert client.post(f"{draft}name/", {"name": "جمعية الجوار"})["Location"] == f"{draft}licence/"
    typed = {"licence": "١٢٣٤", "signatory_name": NOURA}
    assert client.post(f"{draft}licence/", typed).status_code == 302
    assert client.get(f"{draft}birth/").status_code == 302
    page = text_of(client.get(f"{draft}check/"))
    assert "1234 · " in page
    assert "كم عدد من تخدمهم جهتكم؟" in page


def test_a_guardian_asks_for_somebody_else() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "on_behalf"})
    wrong = {"name": "سالم الحربي", "national_id": "1098765430", "relation": "ward"}
    answer = client.post(f"{draft}for-whom/", wrong)
    assert answer.status_code == 422
    assert 'href="#id_national_id"' in text_of(answer)
    right = wrong | {"national_id": "1098765439"}
    assert client.post(f"{draft}for-whom/", right).status_code == 302
    assert "سالم الحربي" in text_of(client.get(f"{draft}check/"))


def test_a_draft_is_resumed_with_the_same_phone() -> None:
    association = given_association()
    drafts: list[str] = []
    for _ in range(2):
        client = Client()
        ahead = "/manarat/services/urgent-aid/apply/"
        coded = client.post(client.get(ahead)["Location"], {"phone": NOURA_PHONE})["Location"]
        client.post(coded, {"code": last_code(association)})
        if drafts:
            assert drafts[0] in text_of(client.get(ahead))
        else:
            drafts.append(given_draft(client))
            client.post(f"{drafts[0]}who/", {"applies_as": "self"})
    assert client.get(drafts[0])["Location"] == f"{drafts[0]}name/"


def test_sending_twice_gives_one_application() -> None:
    association = given_association()
    client = Client()
    draft = given_draft_filled(client)
    typed = {"signed_name": NOURA, "agreed": "on"}
    places = {client.post(f"{draft}declaration/", typed)["Location"] for _ in range(3)}
    assert places == {f"{draft}done/"}
    assert len(applications_in_queue(Actor.system(association))) == 1


def test_going_back_after_sending_leads_to_the_confirmation() -> None:
    given_association()
    client = Client()
    draft = given_draft_filled(client)
    client.post(f"{draft}declaration/", {"signed_name": NOURA, "agreed": "on"})
    assert client.get(f"{draft}check/")["Location"] == f"{draft}done/"
    assert client.get(f"{draft}declaration/")["Location"] == f"{draft}done/"


def test_beginning_twice_opens_one_draft() -> None:
    given_association()
    client = Client()
    key = "0199c1c2-0000-7000-8000-000000000001"
    begin = "/manarat/services/urgent-aid/apply/begin/"
    assert len({client.post(begin, {"key": key})["Location"] for _ in range(2)}) == 1


def test_what_was_typed_is_there_again() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "household"})
    client.post(f"{draft}name/", {"name": NOURA})
    assert NOURA in text_of(client.get(f"{draft}name/"))
    assert client.get(draft)["Location"] == f"{draft}identity/"


def test_a_wrong_answer_is_told_at_the_field_and_in_the_title() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "self"})
    for typed in ("1012345678", "3012345672", "101234567", "abcdefghij", ""):
        answer = client.post(f"{draft}identity/", {"national_id": typed})
        assert answer.status_code == 422, typed
        assert "<title>خطأ: " in text_of(answer)
        assert text_of(answer).count('href="#id_national_id"') == 1


def test_another_document_needs_a_reason() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "self"})
    assert client.post(f"{draft}identity/", {"has_other": "on"}).status_code == 422
    typed = {"has_other": "on", "identity_reason": "رقم حدود، والإقامة قيد الإجراء"}
    assert client.post(f"{draft}identity/", typed).status_code == 302


def test_family_members_are_added_and_taken_away() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "household"})
    typed = {"name": "فهد الحربي", "relation": "child", "birth_year": "1440"}
    assert client.post(f"{draft}family/add/", typed).status_code == 302
    assert "فهد الحربي" in text_of(client.get(f"{draft}family/"))
    client.post(f"{draft}family/", {"remove": "0"})
    assert "فهد الحربي" not in text_of(client.get(f"{draft}family/"))


def test_a_sensitive_question_waits_for_consent() -> None:
    given_association()
    client = Client()
    draft = given_draft(client, service="food-basket")
    client.post(f"{draft}who/", {"applies_as": "self"})
    answer = client.get(f"{draft}q-health_need/")
    assert answer["Location"] == f"{draft}consent-health_need/"
    assert client.post(f"{draft}consent-health_need/", {}).status_code == 422
    assert client.post(f"{draft}consent-health_need/", {"agreed": "on"}).status_code == 302
    assert client.get(f"{draft}q-health_need/").status_code == 200


def test_each_refused_file_gets_its_own_sentence() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "self"})
    here = f"{draft}documents/iban_certificate/"
    svg = io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")
    svg.name = "photo.jpg"
    assert client.post(here, {"file": svg}).status_code == 415
    assert client.post(here, {}).status_code == 422
    answer = client.post(here, {"file": _photo()}, follow=True)
    assert "شهادة" in text_of(answer)
    assert ".." not in re.findall(r'<bdi class="ui-muted">(.*?)</bdi>', text_of(answer))[0]


def test_a_document_of_which_no_copy_is_kept_has_no_door() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "self"})
    assert client.get(f"{draft}documents/identity/").status_code == 404


def test_a_draft_is_nobody_elses() -> None:
    given_association()
    draft = given_draft(Client())
    stranger = Client()
    given_draft(stranger)
    for page in ("", "check/", "documents/", "declaration/", "done/", "who/"):
        assert stranger.get(f"{draft}{page}").status_code == 404, page
    assert Client().get(f"{draft}check/")["Location"].startswith("/manarat/phone/")


def test_another_association_knows_nothing_of_a_draft() -> None:
    given_association()
    given_association("wahj")
    client = Client()
    draft = given_draft(client)
    given_draft(client, slug="wahj", service="food-basket")
    assert client.get(draft.replace("manarat", "wahj")).status_code == 404


def test_markup_in_an_answer_stays_text() -> None:
    given_association()
    client = Client()
    draft = given_draft(client)
    client.post(f"{draft}who/", {"applies_as": "self"})
    client.post(f"{draft}q-need/", {"answer": "<img src=x onerror=alert(1)> {{7*7}} ${7*7}"})
    page = text_of(client.get(f"{draft}check/"))
    assert "<img src=x" not in page
    assert "{{7*7}} ${7*7}" in page


def test_a_code_is_sent_to_saudi_mobiles_only() -> None:
    given_association()
    client = Client()
    for phone in ("+447911123456", "+88216123456", "+966112345678", "012"):
        answer = client.post("/manarat/phone/", {"phone": phone})
        assert answer.status_code == 422, phone


def test_a_fourth_code_in_an_hour_is_answered_alike_and_not_sent() -> None:
    association = given_association()
    client = Client()
    answers = {
        (answer.status_code, answer["Location"])
        for answer in (client.post("/manarat/phone/", {"phone": NOURA_PHONE}) for _ in range(5))
    }
    assert len(answers) == 1
    assert last_code(association)


def test_the_reading_of_a_draft_keeps_its_answers_private() -> None:
    association = given_association()
    sent = given_basket_asked(association)
    draft = draft_read(Actor.system(association), application=sent.application)
    assert NOURA not in repr(draft)
