"""The addresses of registration and handing over."""

from django.urls import path

from wasl.faces.desk.delivery import views

urlpatterns = [
    path("deliveries/", views.deliveries, name="deliveries"),
    path("cases/<uuid:application>/delivery/", views.delivery, name="delivery"),
    path("cases/<uuid:application>/delivery/register/", views.registration, name="register"),
    path("cases/<uuid:application>/delivery/code/", views.code, name="delivery_code"),
    path(
        "cases/<uuid:application>/delivery/hand-over/<slug:proof>/",
        views.handover,
        name="hand_over",
    ),
    path("cases/<uuid:application>/delivery/receipt/", views.receipt, name="receipt"),
]
