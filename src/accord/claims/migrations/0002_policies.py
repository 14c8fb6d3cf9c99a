"""Releases of claims; what was stated is never rewritten, only withdrawn or released otherwise."""

from django.db import migrations

from accord.access import rls

# An owner states about itself; what takes somebody else, alliance staff states until evaluations do.
_STATED_BY_ME = (
    "stated_by_id = (select access.party()) and (owner_id = (select access.party()) or (select access.is_alliance()))"
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial"), ("access", "0002_policies"), ("forces", "0002_policies")]

    operations = [
        rls.owned_table("claims_claim", insert=_STATED_BY_ME),
        rls.owned_table("claims_roleclaim", insert=_STATED_BY_ME),
        rls.owned_table("claims_evidence"),
        rls.same_owner("claims_claim", "element_id", "forces_element"),
        rls.same_owner("claims_roleclaim", "element_id", "forces_element"),
        rls.same_owner("claims_evidence", "claim_id", "claims_claim"),
        rls.same_owner("claims_evidence", "role_claim_id", "claims_roleclaim"),
        rls.only_these_change("claims_claim", "withdrawn_on", "label_id"),
        rls.only_these_change("claims_roleclaim", "withdrawn_on", "label_id"),
        rls.only_these_change("claims_evidence", "label_id"),
    ]
