"""Signing in: accounts of staff, their passwords and their second factor.

allauth does the work; here stands how it behaves in our house: nobody signs up, one sentence for
every wrong pair, tries are counted, secrets rest encrypted, mail names our own host only.
"""

from base64 import b64decode, b64encode
from datetime import timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import urlsplit

import segno
from allauth.account import forms as account_forms
from allauth.account import views as account_views
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.base import forms as code_forms
from allauth.mfa.base import views as code_views
from allauth.mfa.recovery_codes import views as recovery_views
from allauth.mfa.totp import forms as totp_forms
from allauth.mfa.totp import views as totp_views
from django import forms
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.domains.associations.queries import association_known
from wasl.faces.edge.fresh import is_fresh
from wasl.faces.edge.limits import address_of, count_try, limited
from wasl.faces.edge.mail import can_mail
from wasl.faces.edge.routes import Fresh, Scope, declare, installation_route
from wasl.foundation.actor import Actor
from wasl.foundation.identifiers import ascii_digits
from wasl.foundation.keys import seal, unseal
from wasl.foundation.refusal import NotFound

A_WHILE = timedelta(minutes=15)
TRIES_OF_ONE_NAME = 20
TRIES_OF_ONE_ADDRESS = 40
CODES_OF_ONE_ACCOUNT = 10
MAILS_OF_ONE_ADDRESS = 5

_WRONG_PAIR = _("The e-mail or the password is not right. Check both and try again.")
_WRONG_CODE = _("This code is not right. Wait for the next one in the app and type it.")


class StaffAccountAdapter(DefaultAccountAdapter):
    """Accounts of staff: hired by a director, never signed up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _WRONG_PAIR,
        "account_inactive": _WRONG_PAIR,
        "incorrect_password": _("This password is not right. Try again."),
        "enter_current_password": _("This password is not right. Try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up."""
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before looking at it, known account or not (O19)."""
        name = str(credentials.get("email", "")).strip().lower()
        count_try(f"sign-in|{address_of(request)}", most=TRIES_OF_ONE_ADDRESS, per=A_WHILE)
        count_try(f"sign-in name|{name}", most=TRIES_OF_ONE_NAME, per=A_WHILE)

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """The account of this pair; none as well for an account that is closed."""
        account: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return account if account is not None and account.is_active else None

    def is_safe_url(self, url: str) -> bool:
        """Only addresses of this very site, written without a host."""
        parts = urlsplit(url or "")
        return bool(url) and not parts.netloc and super().is_safe_url(url)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whether the account must prove itself again, as at every other door of ours."""
        return not is_fresh(context.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, str]]:
        """The one page that asks, for the code or the password."""
        return [{"id": "again", "url": reverse("account_again")}]

    def get_logout_redirect_url(self, request: HttpRequest) -> str:
        """Who signs out is back at the door."""
        return "/"

    def get_reset_password_from_key_url(self, key: str) -> str:
        """The link of a mail, always at our own host whatever the request said (O18)."""
        path = urlsplit(super().get_reset_password_from_key_url(key)).path
        return f"{settings.WASL_BASE_URL.rstrip('/')}{path}"

    def format_email_subject(self, subject: str) -> str:
        """The subject as it is written, without a site's name before it."""
        return subject

    def add_message(self, *args: Any, **kwargs: Any) -> None:
        """Say nothing in a library's words: the page that follows shows what was done."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Send nothing that names the host of the request."""
        super().send_mail(template_prefix, email, {**context, "base_url": settings.WASL_BASE_URL})


class StaffMfaAdapter(DefaultMFAAdapter):
    """The second factor: its secrets rest encrypted, its QR code is drawn by us."""

    error_messages = {**DefaultMFAAdapter.error_messages, "incorrect_code": _WRONG_CODE}

    def encrypt(self, text: str) -> str:
        """Seal a secret with the installation's key."""
        return b64encode(seal(text.encode(), association=None, bound_to="second factor")).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Open what `encrypt` sealed."""
        return unseal(
            b64decode(encrypted_text), association=None, bound_to="second factor"
        ).decode()

    def get_totp_issuer(self) -> str:
        """The name that the authenticator app shows."""
        return str(settings.MFA_TOTP_ISSUER)

    def build_totp_svg(self, url: str) -> str:
        """The QR code as a drawing that needs no style of its own."""
        out = BytesIO()
        segno.make(url, error="m").save(
            out, kind="svg", scale=4, border=3, xmldecl=False, svgns=True, omitsize=True
        )
        return out.getvalue().decode()


class SignInForm(account_forms.LoginForm):
    """E-mail and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["login"], _("E-mail"), dir="ltr", autocomplete="username")
        _reword(self.fields["password"], _("Password"), dir="ltr", autocomplete="current-password")
        self.fields["password"].help_text = ""


class _Code(forms.CharField):
    """A code in any digits, spaces forgiven; recovery codes as they are printed."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Code"),
            max_length=40,
            widget=forms.TextInput(
                attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
            ),
        )

    def to_python(self, value: Any) -> str:
        """The code in 0–9 without spaces."""
        return "".join(ascii_digits(str(value or ""), without_marks=True).split())


if TYPE_CHECKING:
    _CodeForm: TypeAlias = Any
else:
    _CodeForm = object


class _CountedCode(_CodeForm):
    """A form that takes a code: any digits, and only so many tries for one account.

    Mixed into forms of allauth, which tells no types: what it finds there is said here.
    """

    fields: dict[str, forms.Field]
    user: AbstractBaseUser

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"] = _Code()

    def clean_code(self) -> str:
        """The code when it is right; too many tries are refused before it is looked at."""
        count_try(
            f"second factor|{self.user.pk}",
            most=CODES_OF_ONE_ACCOUNT,
            per=A_WHILE,
        )
        code: str = super().clean_code()
        return code


class SecondFactorForm(_CountedCode, code_forms.AuthenticateForm):
    """The code after the password."""


class CodeAgainForm(_CountedCode, code_forms.ReauthenticateForm):
    """The code before something grave."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = _(
            "The six digits that your authenticator app shows now, or a recovery code."
        )


class PasswordAgainForm(account_forms.ReauthenticateForm):
    """The password before something grave; its tries count as at signing in."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _reword(self.fields["password"], _("Password"), dir="ltr", autocomplete="current-password")
        self.fields["password"].help_text = ""

    def save(self) -> None:
        """Note in the session that the account has just proved itself."""
        reauthenticate_by_password(context.request)


class ActivateSecondFactorForm(_CountedCode, totp_forms.ActivateTOTPForm):
    """The first code of a new authenticator."""


def _reword(field: forms.Field, label: Any, **attributes: str) -> None:
    field.label = label
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


@installation_route(signed_in=True)
def my_desk(request: HttpRequest) -> HttpResponse:
    """Lead somebody who signed in to the desk of the association that hired him.

    An operator is led to the associations of the installation.
    """
    if getattr(request.user, "is_operator", False):
        return HttpResponseRedirect("/installation/")
    home = getattr(request.user, "home_id", None)
    if home is None:
        raise NotFound
    association = association_known(Actor.installation(), association=home)
    return HttpResponseRedirect(f"/{association.slug}/desk/")


def _needs_mail(view: Any) -> Any:
    def mailing_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not can_mail():
            raise NotFound
        answer: HttpResponseBase = view(request, *args, **kwargs)
        return answer

    return mailing_view


def _ours(view: Any, *methods: str, signed_in: bool = False, fresh: Fresh = "") -> Any:
    def our_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        answer: HttpResponseBase = view(request, *args, **kwargs)
        return answer

    scope = Scope("installation", methods or ("GET", "POST"), is_signed_in=signed_in, fresh=fresh)
    return declare(our_view, scope)


sign_in = _ours(account_views.login)
sign_out = _ours(account_views.logout, "POST")
second_factor = _ours(code_views.authenticate)
reset_password = _ours(
    limited("password reset", most=MAILS_OF_ONE_ADDRESS, per=timedelta(hours=1))(
        _needs_mail(account_views.password_reset)
    )
)
reset_password_asked = _ours(_needs_mail(account_views.password_reset_done), "GET")
new_password = _ours(_needs_mail(account_views.password_reset_from_key))
new_password_kept = _ours(_needs_mail(account_views.password_reset_from_key_done), "GET")

change_password = _ours(account_views.password_change, signed_in=True)
security = _ours(code_views.index, "GET", signed_in=True)
activate_second_factor = _ours(totp_views.activate_totp, signed_in=True, fresh="now")
deactivate_second_factor = _ours(totp_views.deactivate_totp, signed_in=True, fresh="now")
recovery_codes = _ours(recovery_views.view_recovery_codes, "GET", signed_in=True, fresh="now")
new_recovery_codes = _ours(recovery_views.generate_recovery_codes, signed_in=True, fresh="now")
