"""The addresses of an intake."""

from django.urls import path

from wasl.faces.desk.intake import views

urlpatterns = [
    path("intake/", views.intake, name="intake"),
    path("intake/<uuid:application>/", views.fill_in, name="intake_form"),
    path("intake/<uuid:application>/save/", views.save, name="intake_save"),
    path("intake/<uuid:application>/discard/", views.discard, name="intake_discard"),
    path("intake/<uuid:application>/sign/", views.sign, name="intake_sign"),
    path("intake/<uuid:application>/code/", views.send_signing_code, name="intake_code"),
    path("intake/<uuid:application>/slip/", views.slip, name="intake_slip"),
    path("intake/<uuid:application>/done/", views.done, name="intake_done"),
]
