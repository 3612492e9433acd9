"""Persons, households and organisations, with what identifies them sealed."""

from typing import Any

from django.db import models

from wasl.domains.parties.rules.knowing import ROLES
from wasl.foundation.fields import SealedJSONField, SealedTextField
from wasl.foundation.scoping import Scoped, Versioned


class Holds(models.Func):
    """Whether a party holds a role: in the very words of the index of those who do, as both engines
    take an index of some rows only when they are asked for in its words."""

    template = """INSTR(%(expressions)s, '"%(role)s"') > 0"""

    def __init__(self, role: str) -> None:
        super().__init__(models.F("roles"), role=role, output_field=models.BooleanField())

    def as_postgresql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """The same of a column of JSON."""
        said = """%(expressions)s @> '["%(role)s"]'::jsonb"""
        return super().as_sql(compiler, connection, template=said)


class Party(Versioned):
    """A person, a household (known by its head) or an organisation.

    Lists are in the order of `name_key`, the folded name; `name_1` to `name_4` are the skeletons
    of the parts of the name that a search goes by. `phone` is the preferred mobile; others are
    ways of contact. `merged_into` is the party that survived when two were found to be one;
    `former_id_index` and `former_phone_index` are then the numbers of one of the two that the
    survivor did not take. `compared_at` is when those who look alike were looked for. `brought_by`
    is the import that brought the party.
    """

    kind = models.CharField(max_length=12)
    name = models.CharField(max_length=200)
    name_key = models.CharField(max_length=200)
    name_1 = models.CharField(max_length=40, blank=True)
    name_2 = models.CharField(max_length=40, blank=True)
    name_3 = models.CharField(max_length=40, blank=True)
    name_4 = models.CharField(max_length=40, blank=True)
    gender = models.CharField(max_length=6, blank=True)
    identity_kind = models.CharField(max_length=12, blank=True)
    identity_reason = models.CharField(max_length=200, blank=True)
    identity_expires_on = models.DateField(null=True)
    national_id = SealedTextField(of="id")
    national_id_index = models.CharField(max_length=32, blank=True)
    phone = SealedTextField(of="id")
    phone_index = models.CharField(max_length=32, blank=True)
    phone_belongs_to = models.CharField(max_length=12, blank=True)
    email = SealedTextField(of="id")
    iban = SealedTextField(of="id")
    iban_index = models.CharField(max_length=32, blank=True)
    payee = SealedTextField(of="id")
    birth_on = models.DateField(null=True)
    birth_entry = models.JSONField(default=dict)
    died_on = models.DateField(null=True)
    city = models.CharField(max_length=60, blank=True)
    address = SealedTextField(of="id")
    national_address = SealedJSONField(of="id")
    is_protected = models.BooleanField(default=False)
    protected_why = SealedTextField(of="id")
    language = models.CharField(max_length=2, default="ar")
    needs = models.JSONField(default=list)
    licence = models.CharField(max_length=10, blank=True)
    licence_expires_on = models.DateField(null=True)
    signatory = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    signatory_capacity = models.CharField(max_length=60, blank=True)
    roles = models.JSONField(default=list)
    file_number = models.PositiveIntegerField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    former_id_index = models.CharField(max_length=32, blank=True)
    former_phone_index = models.CharField(max_length=32, blank=True)
    brought_by = models.UUIDField(null=True)
    registered_by = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    erased_at = models.DateTimeField(null=True)
    compared_at = models.DateTimeField(null=True)

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
            models.UniqueConstraint(
                fields=["association", "file_number"],
                name="one_party_per_file_number",
                condition=models.Q(file_number__isnull=False),
            ),
        )
        indexes = (
            models.Index(fields=["association", "name_key", "id"], name="parties_by_name"),
            models.Index(fields=["association", "kind", "name_key", "id"], name="parties_by_kind"),
            models.Index(fields=["association", "city", "name_key", "id"], name="parties_by_city"),
            models.Index(
                fields=["association", "name_1", "name_2", "name_3", "name_4"],
                name="parties_by_first_names",
            ),
            models.Index(
                fields=["association", "name_2", "name_3", "name_4"], name="parties_by_fathers"
            ),
            models.Index(
                fields=["association", "name_4", "name_1", "name_2"], name="parties_by_family"
            ),
            models.Index(
                fields=["association", "name_3", "name_4", "name_1"], name="parties_by_last_names"
            ),
            models.Index(fields=["association", "phone_index"], name="parties_by_phone"),
            models.Index(fields=["association", "iban_index"], name="parties_by_iban"),
            models.Index(fields=["association", "birth_on", "name_1"], name="parties_by_birth"),
            models.Index(
                fields=["association", "id"],
                name="parties_not_compared",
                condition=models.Q(compared_at__isnull=True),
            ),
            models.Index(
                fields=["association", "merged_into"],
                name="parties_merged",
                condition=models.Q(merged_into__isnull=False),
            ),
            models.Index(
                fields=["association", "former_id_index"],
                name="parties_by_former_id",
                condition=~models.Q(former_id_index=""),
            ),
            models.Index(
                fields=["association", "former_phone_index"],
                name="parties_by_former_phone",
                condition=~models.Q(former_phone_index=""),
            ),
            *(
                models.Index(
                    fields=["association", "name_key", "id"],
                    name=f"parties_{role}",
                    condition=models.Q(Holds(role)),
                )
                for role in ROLES
            ),
            models.Index(
                fields=["association", "signatory"],
                name="parties_by_signatory",
                condition=models.Q(signatory__isnull=False),
            ),
            models.Index(
                fields=["association", "brought_by"],
                name="parties_brought",
                condition=models.Q(brought_by__isnull=False),
            ),
        )


class ContactWay(Scoped):
    """A further way to reach a party, and whose it is; the preferred mobile stands on the party."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=10)
    value = SealedTextField(of="party_id")
    value_index = models.CharField(max_length=32, blank=True)
    belongs_to = models.CharField(max_length=12, blank=True)
    is_preferred = models.BooleanField(default=False)
    recorded_by = models.UUIDField(null=True)
    recorded_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=["mobile", "landline", "email"]),
                name="contact_way_is_known",
            ),
            models.UniqueConstraint(
                fields=["party", "value_index"],
                name="one_way_once",
                condition=models.Q(ended_at__isnull=True) & ~models.Q(value_index=""),
            ),
        )
        indexes = (
            models.Index(fields=["association", "value_index"], name="contact_ways_by_value"),
            models.Index(fields=["association", "party"], name="contact_ways_of_party"),
        )
