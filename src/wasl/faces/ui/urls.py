"""Where the gallery lives; it answers only in DEBUG or in the demo."""

from django.urls import path

from wasl.faces.ui import views

urlpatterns = [
    path("gallery/", views.gallery, name="ui/gallery"),
    path("gallery/<slug:page>/", views.gallery_page, name="ui/gallery_page"),
]
