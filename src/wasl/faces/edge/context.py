"""What every page may say of who reads it and where."""

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from wasl.faces.edge.mail import can_mail


def who_and_where(request: HttpRequest) -> dict[str, Any]:
    """The actor, and the association with its addresses.

    `desk_nav` and `queue_counters` are the desk's own business.
    """
    actor = getattr(request, "actor", None)
    association = getattr(request, "association", None)
    return {
        "actor": actor,
        "association": association,
        "home_url": f"/{association.slug}/" if association else "/",
        "policy_url": _address("portal:policy", association),
        **(_account_addresses() if request.path.startswith("/account/") else {}),
        "user_menu": _user_menu() if actor is not None and actor.kind == "staff" else (),
    }


def _address(name: str, association: Any) -> str:
    if association is None:
        return ""
    try:
        return reverse(name, kwargs={"slug": association.slug})
    except NoReverseMatch:
        return ""


def _account_addresses() -> dict[str, object]:
    return {
        "can_mail": can_mail(),
        "my_desk_url": reverse("my_desk"),
        "sign_in_url": reverse("account_login"),
        "sign_out_url": reverse("account_logout"),
        "password_url": reverse("account_change_password"),
        "activate_url": reverse("mfa_activate_totp"),
        "change_app_url": reverse("mfa_deactivate_totp"),
        "recovery_url": reverse("mfa_view_recovery_codes"),
    }


def _user_menu() -> tuple[dict[str, object], ...]:
    return (
        {"text": _("Sign-in and security"), "url": reverse("mfa_index"), "icon": "shield-check"},
        {"text": _("Sign out"), "url": reverse("account_logout"), "icon": "log-out", "post": True},
    )
