"""Forms fit their actions: what a view takes from a form is in the form, and in the signature."""

import ast
import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any, get_args

import pytest
from django import forms
from django.core.exceptions import ValidationError

from tests.architecture.sources import Module, modules

FormClass = type[forms.BaseForm]


@dataclass
class Reading:
    """What one function says about forms: the name of each bound form, and what was found amiss."""

    names: Mapping[str, Any]
    bound: dict[str, FormClass] = field(default_factory=dict)
    cleaned: dict[str, FormClass] = field(default_factory=dict)
    judged: int = 0
    amiss: list[str] = field(default_factory=list)


def misfits(module: Module, names: Mapping[str, Any]) -> Reading:
    """Read every function of a face's module whose names mean what `names` says."""
    whole = Reading(names)
    for function in ast.walk(module.tree):
        if isinstance(function, ast.FunctionDef):
            one = Reading(names)
            _bind(one, function)
            for line, trouble in _troubles(one, function):
                whole.amiss.append(f"{module.path}:{line} {trouble}")
            whole.judged += one.judged
    return whole


def _bind(reading: Reading, function: ast.FunctionDef) -> None:
    """Which names of the function are forms, and which are what a form has read."""
    for argument in (*function.args.args, *function.args.kwonlyargs):
        if found := _form_class(reading, argument.annotation):
            reading.bound[argument.arg] = found
    for node in ast.walk(function):
        if not (isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)):
            continue
        name = node.targets[0].id
        if isinstance(node.value, ast.Call) and (found := _form_class(reading, node.value.func)):
            reading.bound[name] = found
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            found = _form_read(reading, node.value)
            if found:
                reading.cleaned[node.targets[0].id] = found


def _form_class(reading: Reading, node: ast.expr | None) -> FormClass | None:
    known = reading.names.get(node.id) if isinstance(node, ast.Name) else None
    return known if isinstance(known, type) and issubclass(known, forms.BaseForm) else None


def _form_read(reading: Reading, node: ast.expr) -> FormClass | None:
    """The form whose `cleaned_data` this is, or what was named so before."""
    if isinstance(node, ast.Name):
        return reading.cleaned.get(node.id)
    if isinstance(node, ast.Attribute) and node.attr == "cleaned_data":
        owner = node.value
        return reading.bound.get(owner.id) if isinstance(owner, ast.Name) else None
    return None


def _taken(reading: Reading, node: ast.expr) -> tuple[FormClass, str] | None:
    """The form and the field of `form.cleaned_data["x"]` or `.get("x")`."""
    match node:
        case ast.Subscript(value=owner, slice=ast.Constant(value=str(key))):
            pass
        case ast.Call(
            func=ast.Attribute(value=owner, attr="get"), args=[ast.Constant(value=str(key)), *_]
        ):
            pass
        case _:
            return None
    form = _form_read(reading, owner)
    return (form, key) if form else None


def _troubles(reading: Reading, function: ast.FunctionDef) -> Iterator[tuple[int, str]]:
    for node in ast.walk(function):
        if not isinstance(node, ast.expr):
            continue
        if taken := _taken(reading, node):
            reading.judged += 1
            form, key = taken
            if key not in _fields(form) and not _makes_fields(form):
                yield node.lineno, f"{form.__name__} has no field {key}"
        if isinstance(node, ast.Call) and (action := _action(reading, node.func)):
            yield from ((node.lineno, trouble) for trouble in _call_troubles(reading, node, action))


def _action(reading: Reading, node: ast.expr) -> Callable[..., Any] | None:
    """The action or query that is called: a function whose first argument says who asks."""
    known = reading.names.get(node.id) if isinstance(node, ast.Name) else None
    if not inspect.isfunction(known):
        return None
    return known if next(iter(inspect.signature(known).parameters), "") == "by" else None


def _call_troubles(reading: Reading, call: ast.Call, action: Callable[..., Any]) -> Iterator[str]:
    asked = dict(inspect.signature(action).parameters)
    asked.pop("by")
    if any(one.kind is one.VAR_KEYWORD for one in asked.values()):
        return
    given: dict[str, forms.Field | None] = dict.fromkeys(list(asked)[: max(0, len(call.args) - 1)])
    is_whole = not any(isinstance(one, ast.Starred) for one in call.args)
    for keyword in call.keywords:
        if keyword.arg is not None:
            taken = _taken(reading, keyword.value)
            given[keyword.arg] = _fields(taken[0]).get(taken[1]) if taken else None
        elif (form := _form_read(reading, keyword.value)) and not _makes_fields(form):
            reading.judged += 1
            given |= _fields(form)
        else:
            is_whole = False
    for name, source in given.items():
        if name not in asked:
            yield f"{action.__name__} takes no {name}"
        elif source is not None and _may_be_none(source) and not _takes_none(asked[name]):
            yield f"{action.__name__} takes no empty {name}"
    if is_whole:
        for name, one in asked.items():
            if one.default is one.empty and name not in given:
                yield f"{action.__name__} needs {name}"


def _fields(form: FormClass) -> dict[str, forms.Field]:
    return dict(getattr(form, "base_fields", {}))


def _makes_fields(form: FormClass) -> bool:
    """Whether a form makes fields of its own when it is bound, which no class tells."""
    return "self.fields[" in inspect.getsource(form)


def _may_be_none(one: forms.Field) -> bool:
    try:
        return not one.required and one.clean(None) is None
    except (ValidationError, TypeError, AttributeError):
        return False


def _takes_none(parameter: inspect.Parameter) -> bool:
    stated = parameter.annotation
    if isinstance(stated, str):
        return "None" in stated or stated == "Any"
    return stated is Any or type(None) in get_args(stated)


def test_forms_fit_their_actions():
    judged, amiss = 0, []
    for module in modules("faces"):
        name = "wasl." + module.path.removesuffix(".py").replace("/", ".")
        reading = misfits(module, vars(import_module(name.removesuffix(".__init__"))))
        judged += reading.judged
        amiss += reading.amiss

    assert amiss == []
    assert judged > 60


class Handed(forms.Form):
    """The examples' own form."""

    received_by = forms.CharField()
    on = forms.DateField(required=False)


def hand_over(by, *, entitlement: int, received_by: str, on: str | None = None) -> None:
    """The examples' own action."""


def close_day(by, *, on: str) -> None:
    """An action that needs its day."""


NAMES = {"Handed": Handed, "hand_over": hand_over, "close_day": close_day}


@pytest.mark.parametrize(
    "body",
    [
        "hand_over(request.actor, entitlement=1, **form.cleaned_data)",
        "hand_over(request.actor, entitlement=1, received_by=form.cleaned_data['received_by'])",
        "said = form.cleaned_data; hand_over(by, entitlement=1, received_by=said['received_by'])",
        "close_day(request.actor, on=str(form.cleaned_data['on']))",
    ],
)
def test_a_form_that_fits_is_not_caught(body):
    text = f"def view(request):\n    form = Handed(request.POST)\n    {body}"

    reading = misfits(Module.read("faces/desk/views.py", text), NAMES)

    assert (reading.amiss, reading.judged > 0) == ([], True)


@pytest.mark.parametrize(
    ("body", "trouble"),
    [
        ("form.cleaned_data['receiver']", "Handed has no field receiver"),
        ("form.cleaned_data.get('receiver')", "Handed has no field receiver"),
        ("said = form.cleaned_data; said['receiver']", "Handed has no field receiver"),
        ("hand_over(request.actor, **form.cleaned_data)", "hand_over needs entitlement"),
        ("close_day(request.actor, **form.cleaned_data)", "close_day takes no received_by"),
        ("close_day(request.actor, on=form.cleaned_data['on'])", "close_day takes no empty on"),
        ("hand_over(request.actor, entitlement=1, to='x')", "hand_over takes no to"),
    ],
)
def test_a_form_that_does_not_fit_is_caught(body, trouble):
    text = f"def view(request):\n    form = Handed(request.POST)\n    {body}"

    amiss = misfits(Module.read("faces/desk/views.py", text), NAMES).amiss

    assert any(line.endswith(trouble) for line in amiss)
