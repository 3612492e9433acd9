"""The addresses of the desk, mounted under an association's own address."""

from django.urls import URLPattern

from wasl.faces.desk.assessing import urls as assessing
from wasl.faces.desk.cases import urls as cases
from wasl.faces.desk.decisions import urls as decisions
from wasl.faces.desk.delivery import urls as delivery
from wasl.faces.desk.intake import urls as intake
from wasl.faces.desk.policy import urls as policy
from wasl.faces.desk.policy import urls as policy
from wasl.faces.desk.policy_life import urls as policy_life
from wasl.faces.desk.queue import urls as queue
from wasl.faces.desk.results import urls as results

app_name = "desk"

urlpatterns: list[URLPattern] = [
    *queue.urlpatterns,
    *intake.urlpatterns,
    *cases.urlpatterns,
    *assessing.urlpatterns,
    *decisions.urlpatterns,
    *delivery.urlpatterns,
    *results.urlpatterns,
    *policy.urlpatterns,
    *policy_life.urlpatterns,
    *policy.urlpatterns,
]
