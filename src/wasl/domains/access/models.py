"""Staff, their place in an association, and one-time codes."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from wasl.foundation.identifiers import uuid7
from wasl.foundation.scoping import Scoped


class Staff(AbstractBaseUser):
    """An account with which a member of staff signs in; what it may do is in its memberships."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    # An operator opens associations and works in none of them.
    is_operator = models.BooleanField(default=False)
    home = models.ForeignKey(
        "associations.Association", null=True, on_delete=models.PROTECT, related_name="+"
    )

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"

    objects: ClassVar[BaseUserManager[Any]] = BaseUserManager()


class Membership(Scoped):
    """A member of staff in an association, with roles. `kin` are the blind indexes (ID, phone,
    IBAN) of himself and of the relatives he declared: he handles no case that shares one."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    roles = models.JSONField(default=list)
    kin = models.JSONField(default=list)
    branch = models.ForeignKey(
        "associations.Branch", null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_active = models.BooleanField(default=True)
    # Invited, and not yet come: the roles sleep until the invitation is accepted.
    is_pending = models.BooleanField(default=False)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "staff"], name="one_membership_per_association"
            ),
        )


class Invitation(Scoped):
    """A link by which somebody hired takes his place. Only its fingerprint is kept; it serves once."""

    staff = models.ForeignKey(Staff, on_delete=models.PROTECT, related_name="+")
    fingerprint = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    is_withdrawn = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "fingerprint"], name="one_invitation_per_link"
            ),
        )
        indexes = (
            models.Index(
                fields=["association", "staff", "sent_at"], name="invitations_of_somebody"
            ),
        )


class OneTimeCode(Scoped):
    """A code sent to a phone. Only its fingerprint is kept, for ten minutes and five tries."""

    phone_index = models.CharField(max_length=32)
    purpose = models.CharField(max_length=20)
    subject = models.UUIDField(null=True)
    fingerprint = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    wrong_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (
            models.Index(fields=["association", "phone_index", "sent_at"], name="codes_of_a_phone"),
        )
