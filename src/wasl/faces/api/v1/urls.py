"""The addresses of the first version."""

from wasl.faces.api.v1.views import addresses

app_name = "api"

urlpatterns = addresses
