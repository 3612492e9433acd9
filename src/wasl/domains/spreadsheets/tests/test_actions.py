import pytest

from wasl.domains.associations.tests.given import given_association
from wasl.domains.parties.models import Party
from wasl.domains.spreadsheets.actions import ask_to_bring, ask_to_undo
from wasl.domains.spreadsheets.tests.given import given_registrar, given_tried, work, workbook
from wasl.foundation.scoping import entered_scope
from wasl.project.gateways import connect_all

pytestmark = pytest.mark.django_db


@pytest.fixture
def reem(settings, tmp_path):
    settings.WASL_FILES = tmp_path
    connect_all()
    yield given_registrar(given_association())
    connect_all()


def test_a_list_comes_in_and_goes_again(reem):
    file = given_tried(
        reem,
        workbook(
            ["كشف المستفيدين"],
            ["م", "الاسم الكامل", "رقم الهوية", "رقم الجوال", "تاريخ الميلاد", "المدينة"],
            [1, "نورة بنت عبدالله الحربي", "١٠١٢٣٤٥٦٧٢", 551234567, "١٤٠٥/٣/٢", "مكة"],
            [2, "سالم عبد الله الحربي", 1098765439, "0551234567", "2/3/1405هـ", "مكة"],
            ["الإجمالي", "2 مستفيد"],
        ),
    )
    assert file.counts["good"] == 2
    assert file.counts["skipped"] == 1
    ask_to_bring(reem, spreadsheet=file.pk)
    done = work(reem, file)
    assert done.stage == "brought"
    with entered_scope(reem, writing=False):
        names = {row.name: row for row in Party.objects.all()}
        assert names["نورة بنت عبدالله الحربي"].phone == "+966551234567"
        assert names["نورة بنت عبدالله الحربي"].national_id == "1012345672"
    ask_to_undo(reem, spreadsheet=file.pk)
    done = work(reem, file)
    assert done.stage == "undone"
    with entered_scope(reem, writing=False):
        assert not Party.objects.exists()
