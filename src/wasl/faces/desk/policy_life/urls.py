"""The addresses of a policy's life."""

from django.urls import path

from wasl.faces.desk.policy_life import acknowledgements, publicity, reading, reviews

urlpatterns = [
    path("policy/read/", reading.read, name="policy_read"),
    path("policy/<uuid:policy_version>/acknowledge/", reading.acknowledge, name="acknowledge"),
    path("policy/<uuid:policy_version>/policy.pdf", reading.paper, name="policy_pdf"),
    path("policy/acknowledgements/", acknowledgements.acknowledgements, name="acknowledgements"),
    path("policy/acknowledgements/grace/", acknowledgements.grace, name="set_grace"),
    path("policy/acknowledgements/remind/", acknowledgements.remind, name="remind"),
    path("policy/acknowledgements/sheet/", acknowledgements.sheet, name="acknowledgement_sheet"),
    path(
        "policy/acknowledgements/export/<slug:kind>/",
        acknowledgements.export,
        name="export_acknowledgements",
    ),
    path("policy/publications/", publicity.publications, name="publications"),
    path("policy/publications/publish/", publicity.publish, name="publish"),
    path(
        "policy/publications/<uuid:publication>/withdraw/",
        publicity.withdraw,
        name="withdraw_publication",
    ),
    path("policy/circulations/", publicity.circulations, name="circulations"),
    path("policy/circulations/<slug:audience>/", publicity.circulate, name="circulate"),
    path("policy/reviews/", reviews.reviews, name="reviews"),
    path("policy/reviews/record/", reviews.review, name="record_review"),
]
