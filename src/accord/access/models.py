"""Parties, labels, accounts and the audit trail."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower

from accord.access.rules import PERMISSIONS, PartyKind, Permission, Role

if TYPE_CHECKING:
    from accord.access.acting import Actor


def party_kinds() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(kind, kind) for kind in PartyKind]


def roles() -> list[tuple[str, str]]:
    """Choices as a function, so that a new word makes no migration."""
    return [(role, role) for role in Role]


class Party(models.Model):
    """Somebody who owns records or to whom they are released: a nation, the alliance, or everyone."""

    id = models.AutoField(primary_key=True)
    code = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=16, choices=party_kinds)
    exercise_data = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code"], name="party_code_unique")]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})"


class Label(models.Model):
    """Owner and release of records. Records with equal owner and audience share one label.

    `audience` holds the ids of the parties that see the record, the owner's own included.
    """

    id = models.AutoField(primary_key=True)
    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="labels")
    audience = ArrayField(models.IntegerField())

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["owner", "audience"], name="label_unique"),
            # Lets every owned table tie its label to its owner, so that no row is filed under another nation's label.
            models.UniqueConstraint(fields=["owner", "id"], name="label_owner_id_unique"),
            models.CheckConstraint(
                condition=models.Q(
                    audience__contains=models.expressions.Func(
                        models.F("owner"), template="array[%(expressions)s]"
                    )
                ),
                name="label_owner_sees_own",
            ),
        ]


Row = TypeVar("Row", bound=models.Model, covariant=True)


class OwnedQuerySet(models.QuerySet[Row]):
    """Rows that belong to a party; a read names its viewer."""

    def visible_to(self, viewer: Actor) -> Self:
        """Only the rows released to `viewer`. The database's policy says the same a second time."""
        return self.filter(label__audience__overlap=list(viewer.parties))


class Owned(models.Model):
    """A record that belongs to a party and carries its release."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    owner = models.ForeignKey(Party, on_delete=models.PROTECT, related_name="+")
    label = models.ForeignKey(Label, on_delete=models.PROTECT, related_name="+")

    class Meta:
        abstract = True


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts known by their address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> Account:
        """An account with a hashed password; None means that nobody can sign in with one."""
        account = self.model(email=self.normalize_email(email).lower(), **fields)
        account.set_password(password)
        account.save(using=self._db)
        return account


class Account(AbstractBaseUser, PermissionsMixin):
    """A person who signs in, for one party or (a visitor) for none."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=120, blank=True)
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, blank=True, related_name="accounts")
    role = models.CharField(max_length=16, choices=roles, default=Role.VISITOR)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = AccountManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="account_email_unique"),
            models.CheckConstraint(
                condition=models.Q(role=Role.VISITOR, party=None)
                | (~models.Q(role=Role.VISITOR) & models.Q(party__isnull=False)),
                name="account_role_needs_party",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def permissions(self) -> frozenset[Permission]:
        """What this person may do."""
        return PERMISSIONS[Role(self.role)]


class AuditEntry(models.Model):
    """Who did what to which record, written in the same transaction as the change.

    `owner` is the party whose record it was and the only one that reads the entry; the alliance reads those
    without an owner. `detail` holds names of fields and public codes, never the contents of records.
    """

    at = models.DateTimeField(auto_now_add=True)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, null=True, related_name="+")
    party = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    owner = models.ForeignKey(Party, on_delete=models.PROTECT, null=True, related_name="+")
    action = models.CharField(max_length=60)
    object_kind = models.CharField(max_length=40)
    object_key = models.CharField(max_length=200)
    detail = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["object_kind", "object_key", "-id"], name="audit_object")]
        ordering = ["-id"]
