"""No two intervals of one nation and framework overlap; unconfirmed facts are not for the public."""

from django.db import migrations

from accord.access import rls

_KNOWN_TO_PARTIES = "certainty = 'confirmed' or (select access.party()) is not null"
_ALLIANCE = "(select access.is_alliance())"


def _facts(table: str) -> migrations.RunSQL:
    return rls.custom_table(
        table, select=_KNOWN_TO_PARTIES, insert=_ALLIANCE, update=_ALLIANCE, delete=_ALLIANCE
    )


class Migration(migrations.Migration):
    dependencies = [("nations", "0001_initial"), ("access", "0002_policies")]

    operations = [
        # Ranges of one number stand in for equality, because the extension btree_gist is not core PostgreSQL.
        migrations.RunSQL(
            """
            alter table nations_membership add constraint membership_no_overlap exclude using gist (
                int8range(nation_id, nation_id, '[]') with &&,
                int8range(framework_id, framework_id, '[]') with &&,
                during with &&) deferrable initially deferred
            """,
            "alter table nations_membership drop constraint membership_no_overlap",
        ),
        rls.reference_table("nations_nation"),
        rls.reference_table("nations_organisation"),
        rls.reference_table("nations_framework"),
        _facts("nations_decision"),
        _facts("nations_membership"),
        _facts("nations_event"),
    ]
