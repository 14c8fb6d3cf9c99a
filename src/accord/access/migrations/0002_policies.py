"""Functions that policies ask, and the policies of the access tables."""

from django.db import migrations

from accord.access import rls


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]

    operations = [
        rls.functions(),
        rls.reference_table("access_party"),
        rls.custom_table(
            "access_label",
            select="audience && (select access.audiences())",
            insert="owner_id = (select access.party())",
        ),
        rls.custom_table(
            "access_auditentry",
            select="owner_id = (select access.party()) or (owner_id is null and (select access.is_alliance()))",
            # Everybody who acts stands for a party, a visitor for everyone: without one nobody acts.
            insert="(select access.audiences()) <> '{}'"
            " and party_id is not distinct from (select access.party())"
            " and account_id is not distinct from (select access.account())",
        ),
        migrations.RunSQL(
            """
            revoke update, delete, truncate on access_auditentry from accord_app;
            create function access.give_owner_only_label() returns trigger language plpgsql
                security definer set search_path = public, access, pg_temp as
            $$ begin
                insert into access_label (owner_id, audience) values (new.id, array[new.id]);
                return new;
            end $$;
            create trigger party_has_label after insert on access_party
                for each row execute function access.give_owner_only_label();
            revoke execute on function access.give_owner_only_label() from public;
            """,
            migrations.RunSQL.noop,
        ),
    ]
