"""Releases of elements and versions; a parent, and the element of a version, are of the same nation."""

from django.db import migrations

from accord.access import rls


class Migration(migrations.Migration):
    dependencies = [("forces", "0001_initial"), ("access", "0002_policies")]

    operations = [
        rls.owned_table("forces_element"),
        rls.owned_table("forces_version"),
        rls.same_owner("forces_element", "parent_id", "forces_element"),
        rls.same_owner("forces_version", "element_id", "forces_element"),
    ]
