"""Taking one's place: the page behind the link of an invitation."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model, logout
from django.contrib.auth.password_validation import validate_password
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from wasl.domains.access.actions import accept_invitation
from wasl.domains.access.queries import InvitationSheet, invitation_by_token
from wasl.domains.access.refusals import InvitationInvalid
from wasl.faces.edge.limits import limited
from wasl.faces.edge.routes import Request, public_route

TRIES_OF_ONE_ADDRESS = 30


class PasswordForm(forms.Form):
    """A password of one's own, twice; who has one already only presses the button."""

    password = forms.CharField(
        label=_("Your password"),
        help_text=_("At least twelve characters; some words that only you would put together."),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )
    again = forms.CharField(
        label=_("The same password again"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "dir": "ltr"}),
    )

    def __init__(self, *args: Any, sheet: InvitationSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        if not sheet.needs_password:
            del self.fields["password"]
            del self.fields["again"]

    def clean_password(self) -> str:
        """A password that is long and not known to everybody."""
        password: str = self.cleaned_data["password"]
        account = get_user_model()(email=self.sheet.email, name=self.sheet.name)
        validate_password(password, account)
        return password

    def clean(self) -> dict[str, Any]:
        """Both are the same."""
        typed = self.cleaned_data
        if "password" in typed and typed["password"] != typed.get("again"):
            self.add_error("again", _("The two passwords are not the same. Type them again."))
        return typed


@public_route("GET", "POST")
@limited("invitation", most=TRIES_OF_ONE_ADDRESS, per=timedelta(minutes=15))
def invitation(request: Request, slug: str, token: str) -> HttpResponse:
    """Read the invitation, choose a password, and go on to sign in."""
    try:
        sheet = invitation_by_token(request.actor, token=token)
        form = PasswordForm(request.POST if request.method == "POST" else None, sheet=sheet)
        if request.method == "POST" and form.is_valid():
            accept_invitation(
                request.actor, token=token, password=form.cleaned_data.get("password", "")
            )
            # Whoever was signed in here before is not the one who was invited.
            logout(request)
            desk = reverse("desk:home", kwargs={"slug": slug})
            return redirect(f"{reverse('account_login')}?next={desk}")
    except InvitationInvalid as refusal:
        return _shown(request, {"sentence": str(refusal)}, status=404)
    return _shown(request, {"sheet": sheet, "form": form}, status=422 if form.errors else 200)


def _shown(request: Request, context: dict[str, Any], *, status: int) -> HttpResponse:
    title = _("Your invitation")
    return render(
        request, "account/invitation.html", {"page_title": title, **context}, status=status
    )
