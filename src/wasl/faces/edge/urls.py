"""Addresses of the door itself: signing in and the language."""

from django.urls import path, re_path

from wasl.faces.edge import accounts
from wasl.faces.edge.again import again
from wasl.faces.edge.invitations import invitation
from wasl.faces.edge.language import set_language

urlpatterns = [
    path("language/", set_language, name="set_language"),
    path("desk/", accounts.my_desk, name="my_desk"),
    path("<slug:slug>/invitation/<slug:token>/", invitation, name="invitation"),
    path("account/login/", accounts.sign_in, name="account_login"),
    path("account/logout/", accounts.sign_out, name="account_logout"),
    path("account/again/", again, name="account_again"),
    path("account/password/change/", accounts.change_password, name="account_change_password"),
    path("account/password/reset/", accounts.reset_password, name="account_reset_password"),
    path(
        "account/password/reset/done/",
        accounts.reset_password_asked,
        name="account_reset_password_done",
    ),
    re_path(
        r"^account/password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        accounts.new_password,
        name="account_reset_password_from_key",
    ),
    path(
        "account/password/reset/key/done/",
        accounts.new_password_kept,
        name="account_reset_password_from_key_done",
    ),
    path("account/security/", accounts.security, name="mfa_index"),
    path("account/code/", accounts.second_factor, name="mfa_authenticate"),
    path("account/authenticator/", accounts.activate_second_factor, name="mfa_activate_totp"),
    path(
        "account/authenticator/remove/",
        accounts.deactivate_second_factor,
        name="mfa_deactivate_totp",
    ),
    path("account/recovery-codes/", accounts.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "account/recovery-codes/new/",
        accounts.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
