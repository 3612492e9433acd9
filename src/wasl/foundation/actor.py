"""Who is asking: the first argument of every action and every query."""

from dataclasses import dataclass, field, replace
from typing import Literal
from uuid import UUID

EVERYTHING = "*"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks: a visitor, an applicant, a member of staff, or the system itself.

    `kin` holds the blind indexes (ID, phone, IBAN) of a member of staff and of the relatives he
    declared; a case that shares one of them is a conflict of interest. `phone_index` is the
    blind index of the phone an applicant has just confirmed by code, and `held` the applications
    that a visitor without a confirmed phone holds in this session.
    """

    kind: Literal["public", "applicant", "staff", "system", "installation"]
    association: UUID | None
    permissions: frozenset[str] = frozenset()
    staff: UUID | None = None
    name: str = ""
    roles: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()
    phone_index: str = ""
    held: frozenset[UUID] = field(default_factory=frozenset)

    @classmethod
    def system(cls, association: UUID) -> "Actor":
        """The association's own machinery: the worker and the reactions."""
        return cls("system", association, frozenset({EVERYTHING}), name="system")

    @classmethod
    def installation(cls) -> "Actor":
        """The installation itself, outside of any association: it sees no association's rows."""
        return cls("installation", None, frozenset({EVERYTHING}), name="installation")

    def may(self, permission: str) -> bool:
        """Whether this actor holds the permission, for example `decisions.cast_vote`."""
        return permission in self.permissions or EVERYTHING in self.permissions

    def as_system(self) -> "Actor":
        """The system acting in the same association, for what follows from an actor's deed."""
        if self.association is None:
            return self
        return Actor.system(self.association)

    def with_permissions(self, *permissions: str) -> "Actor":
        """The same actor with more permissions."""
        return replace(self, permissions=self.permissions | frozenset(permissions))

    @property
    def member(self) -> UUID:
        """The member of staff. For anybody else this is a defect, not a refusal."""
        if self.staff is None:
            raise TypeError("no member of staff is acting here")
        return self.staff

    @property
    def house(self) -> UUID:
        """The association. For the installation itself this is a defect, not a refusal."""
        if self.association is None:
            raise TypeError("no association is entered here")
        return self.association

    @property
    def trail_name(self) -> str:
        """How the trail names the actor: by key, never by a person's name or number."""
        return str(self.staff) if self.staff else (self.phone_index or self.kind)
