"""The rules of the house that a machine can keep, each with its bad example."""

import ast
import re
from importlib import import_module

from django.apps import apps
from django.db import models

from tests.architecture.sources import ROOMS, ROOT, SOURCE, Module, modules
from wasl.domains.access.rules import ROLES
from wasl.foundation.action import ACTIONS
from wasl.foundation.actor import EVERYTHING
from wasl.foundation.events import Event, paired
from wasl.foundation.query import QUERIES
from wasl.project.personal_data import all_held

ORDER = (
    "associations",
    "access",
    "notifications",
    "policies",
    "privacy",
    "knowledge",
    "parties",
    "contacts",
    "catalogue",
    "eligibility",
    "applications",
    "assessments",
    "decisions",
    "delivery",
    "satisfaction",
)
# What only the machinery does (worker, reactions, loading): no role of a person holds it.
OF_THE_SYSTEM = frozenset(
    line.strip()
    for line in (ROOT / "tests/architecture/system_actions.txt").read_text().splitlines()
    if line.strip() and not line.startswith("#")
)
FORBIDDEN_MODULES = re.compile(r"(^|/)(utils|helpers|common|managers|services|signals|views)\.py$")


def loaded():
    """Load every part of every room, so that all actions and queries are known."""
    for file in sorted(ROOMS.rglob("*.py")):
        path = file.relative_to(SOURCE.parent).with_suffix("")
        if "tests" not in path.parts and "migrations" not in path.parts:
            import_module(".".join(path.parts).removesuffix(".__init__"))


def held_by_nobody(known: set[str], roles: dict[str, frozenset[str]], system: frozenset[str]):
    """Permissions that no role holds and that are not the system's own."""
    held = frozenset().union(*roles.values())
    return sorted(known - held - system)


def test_every_action_is_held_by_a_role_or_by_the_system():
    loaded()

    assert held_by_nobody(set(ACTIONS), ROLES, OF_THE_SYSTEM) == []


def test_an_action_that_nobody_may_do_is_caught():
    assert held_by_nobody({"parties.merge"}, {"officer": frozenset()}, frozenset()) == [
        "parties.merge"
    ]


def unknown_permissions(roles: dict[str, frozenset[str]], known: set[str]) -> list[str]:
    """Permissions that a role holds although nothing answers to them."""
    return sorted(frozenset().union(*roles.values()) - known - {EVERYTHING})


def test_every_permission_opens_something():
    loaded()
    granted = {"applications.see_every_case"}

    assert unknown_permissions(ROLES, set(ACTIONS) | set(QUERIES) | granted) == []


def test_a_permission_for_nothing_is_caught():
    assert unknown_permissions({"officer": frozenset({"parties.fly"})}, set()) == ["parties.fly"]


def keys_pointing_up(room_models: list[type[models.Model]]) -> list[str]:
    """Foreign keys from a room to a room above it, or with a way back."""
    found = []
    for model in room_models:
        own = model._meta.app_label
        for field in model._meta.get_fields():
            if not isinstance(field, models.ForeignKey) or field.model is not model:
                continue
            target = field.remote_field.model._meta.app_label
            if target in ORDER and own in ORDER and ORDER.index(target) > ORDER.index(own):
                found.append(f"{model._meta.label}.{field.name} points up to {target}")
            if own in ORDER and field.remote_field.related_name != "+":
                found.append(f"{model._meta.label}.{field.name} has a way back")
    return found


def test_keys_point_down():
    assert keys_pointing_up(list(apps.get_models())) == []


def test_a_key_that_points_up_is_caught():
    from wasl.domains.decisions.models import Decision

    class Upward(models.Model):
        decision = models.ForeignKey(Decision, on_delete=models.PROTECT)

        class Meta:
            app_label = "parties"
            managed = False

    try:
        assert keys_pointing_up([Upward]) == [
            "parties.Upward.decision points up to decisions",
            "parties.Upward.decision has a way back",
        ]
    finally:
        del apps.all_models["parties"]["upward"]
        apps.clear_cache()


def modules_that_may_not_be(paths: list[str]) -> list[str]:
    """Files whose names say nothing of what is in them."""
    return [path for path in paths if FORBIDDEN_MODULES.search(path)]


def test_no_module_is_called_after_nothing():
    paths = [module.path for module in modules("domains", "foundation", "gateways")]

    assert modules_that_may_not_be(paths) == []


def test_a_module_called_utils_is_caught():
    assert modules_that_may_not_be(["domains/parties/utils.py"])


def signals_and_saves(module: Module) -> list[str]:
    """Django signals and overridden saves: changes that nobody reads."""
    found = []
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").endswith("signals"):
            found.append(f"{module.path}:{node.lineno} imports signals")
        if isinstance(node, ast.FunctionDef) and node.name in ("save", "delete"):
            found.append(f"{module.path}:{node.lineno} overrides {node.name}")
    return found


def test_rooms_have_no_signals_and_no_overridden_save():
    assert [line for module in modules("domains") for line in signals_and_saves(module)] == []


def test_a_signal_and_an_overridden_save_are_caught():
    text = "from django.db.models.signals import post_save\nclass A:\n    def save(self): ..."

    assert len(signals_and_saves(Module.read("domains/parties/models.py", text))) == 2


def untold_events(known: list[type[Event]], told: set[str]) -> list[str]:
    """Events that no page tells and nobody reacts to."""
    return sorted(event.__name__ for event in known if event.__name__ not in told)


def all_events() -> list[type[Event]]:
    """Every event of every room."""
    loaded()
    return [event for event in Event.__subclasses__() if event.__module__.startswith("wasl.")]


def test_every_event_has_its_line():
    told = {event.__name__ for event in paired()}
    told |= set(re.findall(r"`(\w+)`", (ROOT / "docs/architecture.md").read_text()))

    assert untold_events(all_events(), told) == []


def test_an_event_without_a_line_is_caught():
    class NobodyHeard(Event):
        """Only this test knows it."""

    assert untold_events([NobodyHeard], set()) == ["NobodyHeard"]


def models_not_in_glossary(names: list[str], glossary: str) -> list[str]:
    """Models that the glossary does not explain."""
    return sorted(name for name in names if f"`{name}`" not in glossary)


def test_models_and_rooms_are_in_the_glossary():
    glossary = (ROOT / "docs/glossary.md").read_text()
    names = [model.__name__ for model in apps.get_models() if model.__module__.startswith("wasl.")]

    assert models_not_in_glossary(names, glossary) == []
    assert models_not_in_glossary(list(ORDER), glossary) == []


def test_a_model_without_explanation_is_caught():
    assert models_not_in_glossary(["Gizmo"], "`Party` a person") == ["Gizmo"]


def undeclared_tables(
    room_models: list[type[models.Model]], held: dict[str, set[str]]
) -> list[str]:
    """Tables with sealed columns that no `personal_data.py` declares."""
    found = []
    for model in room_models:
        sealed = {
            field.name for field in model._meta.local_fields if "Sealed" in type(field).__name__
        }
        missing = sealed - held.get(model._meta.label, set())
        found += [f"{model._meta.label}.{name}" for name in sorted(missing)]
    return found


def test_every_table_about_a_person_is_declared():
    held: dict[str, set[str]] = {}
    for entry in all_held():
        held.setdefault(entry.model, set()).update(entry.fields)

    assert undeclared_tables(list(apps.get_models()), held) == []


def test_a_sealed_column_that_nobody_declares_is_caught():
    from wasl.domains.parties.models import Party

    assert "parties.Party.national_id" in undeclared_tables([Party], {})


def settings_not_explained(settings: str, example: str) -> list[str]:
    """Names read from the environment that `.env.example` does not explain."""
    read = set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", settings))
    return sorted(name for name in read if not re.search(rf"^#?\s*{name}=", example, re.M))


def test_every_setting_is_in_the_example():
    # What only the suite reads is asked of no installation.
    settings = "\n".join(
        file.read_text()
        for file in sorted((SOURCE / "project/settings").glob("*.py"))
        if file.name != "test.py"
    )

    assert settings_not_explained(settings, (ROOT / ".env.example").read_text()) == []


def test_a_setting_without_explanation_is_caught():
    assert settings_not_explained('os.environ.get("WASL_SECRET_DOOR")', "") == ["WASL_SECRET_DOOR"]
