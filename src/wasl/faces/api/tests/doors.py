"""The machines' addresses with the door's own, and no other face."""

from django.urls import include, path

urlpatterns = [
    path("", include("wasl.faces.edge.urls")),
    path("api/v1/", include("wasl.faces.api.v1.urls")),
]

handler400 = "wasl.faces.edge.refusals.bad_request"
handler403 = "wasl.faces.edge.refusals.forbidden"
handler404 = "wasl.faces.edge.refusals.not_found"
handler500 = "wasl.faces.edge.refusals.defect"
