"""What this room holds about people: nothing, only about associations."""

from wasl.foundation.personal_data import PersonalData

HELD: tuple[PersonalData, ...] = ()
