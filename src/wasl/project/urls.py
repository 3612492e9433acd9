"""Where everything lives. First words that are not an association's are reserved in its room."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("wasl.faces.edge.urls")),
    path("", include("wasl.faces.ui.urls")),
    path("simulators/", include("wasl.faces.simulators.urls")),
    path("installation/", include("wasl.faces.installation.urls")),
    path("api/v1/", include("wasl.faces.api.v1.urls")),
    path("<slug:slug>/desk/", include("wasl.faces.desk.urls")),
    path("", include("wasl.faces.portal.urls")),
]

handler400 = "wasl.faces.edge.refusals.bad_request"
handler403 = "wasl.faces.edge.refusals.forbidden"
handler404 = "wasl.faces.edge.refusals.not_found"
handler500 = "wasl.faces.edge.refusals.defect"
