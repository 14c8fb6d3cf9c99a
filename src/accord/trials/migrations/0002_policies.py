"""A trial belongs to two: each sees it and releases its own half, others see it where both released it."""

from django.db import migrations

from accord.access import rls

_ME = "(select access.party())"
_SIDES = f"owner_id = {_ME} or partner_id = {_ME}"
_RELEASED = (
    "label_id = any ((select access.labels())::int[]) and partner_label_id = any ((select access.labels())::int[])"
)
# Whoever enters a trial releases only its own half; the other half starts as its owner's alone.
_OTHER_HALF_CLOSED = (
    f"(owner_id = {_ME} and partner_label_id = access.owner_only_label(partner_id))"
    f" or (partner_id = {_ME} and label_id = access.owner_only_label(owner_id))"
)


class Migration(migrations.Migration):
    dependencies = [("trials", "0001_initial"), ("access", "0002_policies"), ("forces", "0002_policies")]

    operations = [
        rls.custom_table(
            "trials_trial", select=f"{_SIDES} or ({_RELEASED})", insert=_OTHER_HALF_CLOSED, update=_SIDES
        ),
        rls.label_of_owner("trials_trial", "owner_id", "label_id"),
        rls.label_of_owner("trials_trial", "partner_id", "partner_label_id"),
        rls.same_owner("trials_trial", "a_id", "forces_element"),
        rls.same_owner("trials_trial", "b_id", "forces_element", owner="partner_id"),
        rls.only_these_change("trials_trial", "label_id", "partner_label_id"),
        migrations.RunSQL(
            """
            create function access.own_half_only() returns trigger language plpgsql as
            $$ begin
                if new.label_id is distinct from old.label_id and old.owner_id is distinct from access.party()
                or new.partner_label_id is distinct from old.partner_label_id
                   and old.partner_id is distinct from access.party() then
                    raise exception 'the other side releases its own half of a trial';
                end if;
                return new;
            end $$;
            create trigger trial_own_half_only before update on trials_trial
                for each row execute function access.own_half_only();
            """,
            "drop trigger trial_own_half_only on trials_trial; drop function access.own_half_only",
        ),
    ]
