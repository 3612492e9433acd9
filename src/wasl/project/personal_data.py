"""All that the product holds about people, gathered from the rooms: the processing record."""

from django.apps import apps
from django.utils.module_loading import import_string, module_has_submodule

from wasl.foundation.personal_data import PersonalData, declare


def all_held() -> tuple[PersonalData, ...]:
    """Every declaration of every room, in the order in which the rooms are installed."""
    held: list[PersonalData] = []
    for room in apps.get_app_configs():
        if room.name.startswith("wasl.domains.") and module_has_submodule(
            room.module, "personal_data"
        ):
            held.extend(import_string(f"{room.name}.personal_data.HELD"))
    return tuple(held)


def declare_all() -> None:
    """Tell the foundation, so that the export of everything and the erasure know every table."""
    declare(all_held())
