"""One way to carry out what a form asks for, and to tell at its fields what is refused."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from wasl.faces.desk.frame import here
from wasl.faces.edge.routes import Request
from wasl.faces.ui.formats import words as spoken
from wasl.foundation.refusal import NotAllowed, NotFound, Refusal

Made = TypeVar("Made")
Places = Mapping[type[Refusal], Sequence[str]]
"""The fields beside which a refusal is said, the first that the form has."""

UNREAD: Final = 422


def attempt(
    form: forms.Form, act: Callable[[], Made], *, at: Places
) -> tuple[Made, int] | tuple[None, int]:
    """What `act` made, and 200; or None and the status of the form to be shown again.

    A form that was not sent is 200. What the domain refuses is said on the form, and gives the
    refusal's own status; `NotFound` and `NotAllowed` are passed on.
    """
    if not form.is_valid():
        return None, UNREAD if form.is_bound else 200
    try:
        return act(), 200
    except (NotFound, NotAllowed):
        raise
    except Refusal as refusal:
        name = next((one for one in at.get(type(refusal), ()) if one in form.fields), None)
        form.add_error(name, str(refusal))
        return None, refusal.status


def acted(
    request: Request,
    form: forms.Form,
    act: Callable[[], Made],
    *,
    at: Places,
    done: object,
    after: Callable[[Made], str],
    again: Callable[[int], HttpResponse],
) -> HttpResponse:
    """Do it, say that it is `done` and go to the address of what was made; or the page `again`."""
    made, status = attempt(form, act, at=at)
    if made is None:
        return again(status)
    messages.success(request, spoken(done))
    return redirect(after(made))


def acted_on(
    request: Request,
    key: UUID,
    name: str,
    form: forms.Form,
    act: Callable[[], object],
    done: object,
    *,
    at: Places,
    place: str,
    page: Callable[..., HttpResponse],
) -> HttpResponse:
    """As `acted`, on the `page` of something known by its key, whose address is called `place` and
    which shows several forms: the one called `name` comes back there with all that was typed."""
    return acted(
        request,
        form,
        act,
        at=at,
        done=done,
        after=lambda _made: here(request, place, key=key),
        again=lambda status: page(request, key, status=status, **{name: form}),
    )
