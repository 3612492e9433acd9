"""Every component has an example, draws in both languages and brings no style or script along."""

import re
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.http import Http404
from django.template import engines
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from wasl.faces.ui import drawing, samples, views
from wasl.faces.ui.bundle import COMPONENTS, HERE
from wasl.faces.ui.shapes import VoteCount
from wasl.faces.ui.views import component_names

LANGUAGES = ("ar", "en")
TEMPLATES = sorted((HERE / "templates").rglob("*.html"))
_INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:|<script(?![^>]*\ssrc=)", re.IGNORECASE
)


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    with override_settings(ROOT_URLCONF="wasl.faces.ui.tests.urls", WASL_SIMULATORS=True):
        yield


def drawn(source: str, language: str = "ar", **context: object) -> str:
    with translation.override(language):
        request = RequestFactory().get("/here/")
        template = engines["django"].from_string("{% load wasl %}" + source)
        return str(template.render({"sample": samples.everything(), **context}, request))


def seen(page: str, **query: str) -> str:
    """One page of the gallery, without the door in front of it."""
    answer = views.gallery_page(RequestFactory().get(f"/gallery/{page}/", query), page)
    return answer.content.decode()


def test_every_component_has_an_example() -> None:
    folders = {path.name for path in COMPONENTS.iterdir() if path.is_dir()}
    assert folders == set(component_names())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", component_names())
def test_every_example_draws_something_without_inline_style_or_script(
    name: str, language: str
) -> None:
    with translation.override(language):
        html = render_to_string(
            f"ui/components/{name}/example.html",
            {"sample": samples.everything()},
            RequestFactory().get("/here/"),
        )
    assert html.strip()
    assert not _INLINE.search(html)


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_templates_have_no_inline_style_or_script(path: Path) -> None:
    assert not _INLINE.search(path.read_text("utf-8"))


@pytest.mark.parametrize(
    "wrong",
    [
        '<p style="x">',
        "<style>",
        '<a onclick="x">',
        "<script>x</script>",
        '<a href="javascript:x">',
    ],
)
def test_the_rule_of_no_inline_sees_what_is_wrong(wrong: str) -> None:
    assert _INLINE.search(wrong)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", ["portal", "desk", "letter", "form"])
def test_every_page_base_draws(page: str, language: str) -> None:
    html = seen(page, lang=language)
    assert f'<html lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in html
    assert html.count("<h1") == 1
    assert 'id="main"' in html
    assert not _INLINE.search(html)


@pytest.mark.parametrize("code", [400, 403, 404, 405, 409, 413, 415, 422, 429, 500, 503])
def test_every_page_that_says_no_says_what_to_do_next(code: int) -> None:
    with translation.override("en"):
        words = drawing.error_words(code)
        html = render_to_string("ui/error.html", {"code": code, "number": "7F3K", "retry_after": 9})
    assert words["title"] in html
    assert words["advice"] in html
    assert "7F3K" in html
    if code != 500:
        assert words["title"] != drawing.error_words(500)["title"]


def test_the_gallery_is_closed_in_production() -> None:
    with override_settings(WASL_SIMULATORS=False, DEBUG=False), pytest.raises(Http404):
        views.gallery(RequestFactory().get("/gallery/"))
    with override_settings(WASL_SIMULATORS=False, DEBUG=False), pytest.raises(Http404):
        views.gallery_page(RequestFactory().get("/gallery/desk/"), "desk")


@pytest.mark.parametrize("base", ["portal", "desk"])
def test_the_gallery_shows_every_component(base: str) -> None:
    answer = views.gallery(RequestFactory().get("/gallery/", {"base": base}))
    html = answer.content.decode()
    assert 'id="whole_form"' in html
    assert not _INLINE.search(html)


def test_a_title_says_when_the_form_has_errors() -> None:
    assert "<title>خطأ:" in seen("form", lang="ar")
    assert "<title>خطأ:" not in seen("portal", lang="ar")


class Asking(forms.Form):
    name = forms.CharField(label=_("Full name"), help_text=_("As it is written on the ID."))
    housing = forms.ChoiceField(
        label=_("City"), choices=[("a", "A"), ("b", "B")], widget=forms.RadioSelect
    )
    secret = forms.CharField(widget=forms.HiddenInput, required=False)


def test_a_field_ties_its_hint_and_its_error_to_the_control() -> None:
    html = drawn("{% field form.name why='because' %}", form=Asking({}))
    described = re.search(r'aria-describedby="([^"]+)"', html)
    assert described
    assert described[1].split() == ["id_name_hint", "id_name_why", "id_name_error"]
    assert all(f'id="{name}"' in html for name in described[1].split())
    assert 'aria-invalid="true"' in html


def test_error_links_lead_to_controls_that_exist() -> None:
    html = drawn("{% whole_form form %}", form=Asking({}))
    targets = re.findall(r'href="#([^"]+)"', html)
    assert targets == ["id_name", "id_housing_0"]
    assert all(f'id="{target}"' in html for target in targets)
    assert 'name="secret"' in html


def test_the_summary_and_the_field_say_the_same_words() -> None:
    form = Asking({})
    with translation.override("en"):
        assert [error["text"] for error in drawing.all_errors([form])] == [
            "We need your answer: Full name",
            "We need your answer: City",
        ]
        assert drawing.error_texts(form["name"]) == ["We need your answer: Full name"]


def test_people_cannot_write_into_the_page() -> None:
    html = drawn("{% card title=name %}{{ name }}{% endcard %}{% ltr name %}", name="<b>x</b>")
    assert "<b>" not in html


def test_a_promise_says_how_it_stands() -> None:
    day = samples._DAY
    later = day.replace(day=30)
    with translation.override("en"):
        assert drawing.promise_state(later, None, day)["said"] == "9 days left"
        assert drawing.promise_state(day, None, day)["said"] == "Today"
        assert drawing.promise_state(day, None, later)["said"] == "Late by 9 days"
        assert drawing.promise_state(later, day, later)["said"] == "Kept"
        assert drawing.promise_state(day, later, later)["said"] == "Kept, late by 9 days"


def test_votes_fill_the_bar_in_proportion() -> None:
    parts = drawing.vote_parts(
        [VoteCount("a", 3), VoteCount("b", 1)],
        waiting=1,
    )["parts"]
    assert [(part["start"], part["width"]) for part in parts] == [
        ("0.00", "60.00"),
        ("60.00", "20.00"),
    ]


@pytest.mark.parametrize(
    ("key", "code"), [("n", "KeyN"), ("1", "Digit1"), ("/", "Slash"), ("next", "Next"), ("", "")]
)
def test_keys_are_bound_to_their_place_on_the_keyboard(key: str, code: str) -> None:
    assert drawing.key_code(key) == code


@pytest.mark.parametrize(("language", "arrow"), [("ar", "←"), ("en", "→")])
def test_forward_points_the_way_one_reads(language: str, arrow: str) -> None:
    assert f'data-key="Next" data-key-shown="{arrow}"' in drawn(
        "{% button 'x' key='next' %}", language
    )


def test_a_form_may_hold_more_than_its_fields() -> None:
    html = drawn(
        "{% whole_form_block form submit='Go' autosave='/draft/' %}<p>more</p>{% endwhole_form_block %}",
        form=Asking(),
    )
    assert html.index('name="name"') < html.index("<p>more</p>") < html.index(">Go<")
    assert 'data-autosave="/draft/"' in html
    assert "data-autosave-status" in html


def test_the_monogram_skips_the_word_association() -> None:
    name = {"ar": "جمعية المنارة", "en": "Manara"}
    assert drawn("{% monogram association %}", association=SimpleNamespace(name=name)) == "م"
