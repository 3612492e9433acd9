"""The addresses of the desk, mounted under an association's own address."""

from django.urls import URLPattern

from wasl.faces.desk.agreements import urls as agreements
from wasl.faces.desk.assessing import urls as assessing
from wasl.faces.desk.cases import urls as cases
from wasl.faces.desk.decisions import urls as decisions
from wasl.faces.desk.delivery import urls as delivery
from wasl.faces.desk.duplicates import urls as duplicates
from wasl.faces.desk.evidence import urls as evidence
from wasl.faces.desk.facts import urls as facts
from wasl.faces.desk.intake import urls as intake
from wasl.faces.desk.knowledge import urls as knowledge
from wasl.faces.desk.people import urls as people
from wasl.faces.desk.policy import urls as policy
from wasl.faces.desk.policy_life import urls as policy_life
from wasl.faces.desk.privacy import urls as privacy
from wasl.faces.desk.queue import urls as queue
from wasl.faces.desk.results import urls as results
from wasl.faces.desk.setup import urls as setup
from wasl.faces.desk.spreadsheets import urls as spreadsheets

app_name = "desk"

urlpatterns: list[URLPattern] = [
    *queue.urlpatterns,
    *intake.urlpatterns,
    *cases.urlpatterns,
    *duplicates.urlpatterns,
    *assessing.urlpatterns,
    *decisions.urlpatterns,
    *delivery.urlpatterns,
    *results.urlpatterns,
    *facts.urlpatterns,
    *people.urlpatterns,
    *privacy.urlpatterns,
    *agreements.urlpatterns,
    *knowledge.urlpatterns,
    *setup.urlpatterns,
    *spreadsheets.urlpatterns,
    *policy.urlpatterns,
    *policy_life.urlpatterns,
    *evidence.urlpatterns,
]
