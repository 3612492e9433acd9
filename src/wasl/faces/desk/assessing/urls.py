"""The addresses of the researcher's work."""

from django.urls import path

from wasl.faces.desk.assessing import views

urlpatterns = [
    path("assessments/", views.assessments, name="assessments"),
    path("cases/<uuid:application>/assessment/", views.assessment, name="assessment"),
    path("cases/<uuid:application>/assessment/plan/", views.plan, name="plan_assessment"),
    path(
        "cases/<uuid:application>/assessment/findings/<slug:mechanism>/",
        views.findings,
        name="findings",
    ),
    path("cases/<uuid:application>/assessment/recommend/", views.recommendation, name="recommend"),
]
