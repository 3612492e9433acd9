"""Parties: persons, households and organisations, with what identifies them sealed."""

from django.db import models

from wasl.foundation.fields import SealedTextField
from wasl.foundation.scoping import Scoped, Versioned


class Party(Versioned):
    """A person, a household (known by its head) or an organisation."""

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    identity_kind = models.CharField(max_length=12, blank=True)
    identity_reason = models.CharField(max_length=200, blank=True)
    national_id = SealedTextField()
    national_id_index = models.CharField(max_length=32, blank=True)
    phone = SealedTextField()
    phone_index = models.CharField(max_length=32, blank=True)
    email = SealedTextField()
    iban = SealedTextField()
    iban_index = models.CharField(max_length=32, blank=True)
    payee = SealedTextField()
    birth_on = models.DateField(null=True)
    birth_entry = models.JSONField(default=dict)
    city = models.CharField(max_length=60, blank=True)
    address = SealedTextField()
    is_protected = models.BooleanField(default=False)
    language = models.CharField(max_length=2, default="ar")
    needs = models.JSONField(default=list)
    licence = models.CharField(max_length=10, blank=True)
    signatory = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    roles = models.JSONField(default=list)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=["person", "household", "organisation"]),
                name="party_kind_is_known",
            ),
            models.UniqueConstraint(
                fields=["association", "national_id_index", "kind"],
                name="one_party_per_identity",
                condition=~models.Q(national_id_index=""),
            ),
        )
        indexes = (
            models.Index(fields=["association", "name_key"], name="parties_by_name"),
            models.Index(fields=["association", "phone_index"], name="parties_by_phone"),
            models.Index(fields=["association", "iban_index"], name="parties_by_iban"),
        )


class Dependant(Scoped):
    """Somebody whom a household supports; members come and go with dates."""

    household = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=20)
    birth_on = models.DateField(null=True)
    joined_on = models.DateField(null=True)
    left_on = models.DateField(null=True)


class Guardianship(Scoped):
    """A guardian or delegate who acts for another party, with the deed that allows it."""

    guardian = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    ward = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    relation = models.CharField(max_length=20)
    deed_kind = models.CharField(max_length=40, blank=True)
    deed_number = models.CharField(max_length=40, blank=True)
    expires_on = models.DateField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["association", "guardian", "ward"], name="one_guardianship_per_pair"
            ),
        )
