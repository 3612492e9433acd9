"""What this room holds about people: nothing; boards sign by capacity, and no name is kept."""

from wasl.foundation.personal_data import PersonalData

HELD: tuple[PersonalData, ...] = ()
