import pytest
from wasl.faces.desk.tests.given import given_desk, browser_of
from wasl.domains.parties.actions import know_party
@pytest.mark.django_db
def test_it():
    desk = given_desk(); m = desk.member("officer")
    p = know_party(m, kind="person", name="نورة سعد العتيبي", phone="0501234567")
    c = browser_of(m)
    r = c.get(desk.address(f"people/{p.pk}/"))
    assert r.status_code == 200, r.content[:500]
    assert "نورة" in r.content.decode()
