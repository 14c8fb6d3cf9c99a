"""Row-level security: everybody reads reference data, alliance staff writes it; scopes belong to parties."""

from django.db import migrations

from accord.access import rls

REFERENCE_TABLES = (
    "cover",
    "group",
    "historyevent",
    "importrun",
    "interaction",
    "interactionrole",
    "profile",
    "profilechild",
    "profilenode",
    "profilespecification",
    "publisher",
    "requirement",
    "responsibleparty",
    "selection",
    "standard",
    "succession",
    "taxonomynode",
)

# An item is seen and written with its scope, whose own policies decide inside these queries.
SCOPE_SEEN = "scope_id in (select id from standards_scope)"
SCOPE_OWN = "scope_id in (select id from standards_scope where owner_id = (select access.party()))"


class Migration(migrations.Migration):
    dependencies = [("access", "0002_policies"), ("standards", "0001_initial")]

    operations = [
        *(rls.reference_table(f"standards_{table}") for table in REFERENCE_TABLES),
        rls.owned_table("standards_scope"),
        rls.custom_table(
            "standards_scopeinteraction", select=SCOPE_SEEN, insert=SCOPE_OWN, update=SCOPE_OWN, delete=SCOPE_OWN
        ),
    ]
