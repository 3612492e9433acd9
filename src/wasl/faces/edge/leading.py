"""The way to another page of ours first, and from there back."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect

from wasl.faces.edge.typed import own_address_told


def led_to(request: HttpRequest, door: str) -> HttpResponseBase:
    """Lead to `door`, which by `next` leads back to what was read here.

    A form that was sent cannot be sent again after signing in, so nothing leads back to it. A
    fragment's whole page is led there, and back to itself.
    """
    is_fragment = request.headers.get("HX-Request") == "true"
    if is_fragment:
        here = own_address_told(request.headers.get("HX-Current-URL"), host=request.get_host())
    else:
        here = request.get_full_path() if request.method in ("GET", "HEAD") else ""
    address = f"{door}?{urlencode({'next': here})}" if here else door
    if not is_fragment:
        return HttpResponseRedirect(address)
    answer = HttpResponse(status=200)
    answer["HX-Redirect"] = address
    return answer
