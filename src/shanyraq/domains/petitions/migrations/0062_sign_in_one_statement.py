"""A signature, its entry in the log and the lock against the end of the signing, in one journey to the database."""

from django.db import migrations

# Each statement of a volatile function sees what was committed before it began: the insertion sees the state
# that whoever held the lock has left.
SIGN = """
CREATE FUNCTION petitions_sign(
    lock_class integer, signed_petition bigint, open_states text[], in_public boolean, given_nullifier bytea,
    given_person bigint, given_territory text, given_at timestamptz, given_salt bytea, given_leaf bytea,
    given_name text, given_method text, given_network inet, log text, body bytea
) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    number bigint;
BEGIN
    PERFORM pg_advisory_xact_lock_shared(lock_class, signed_petition::integer);
    INSERT INTO petitions_signature (
        petition_id, nullifier, person_id, territory_id, signed_at, salt, leaf_hash, public_name, method, network
    )
    SELECT petition.id, given_nullifier, given_person, given_territory, given_at, given_salt, given_leaf,
        given_name, given_method, given_network
    FROM petitions_petition AS petition
    JOIN petitions_body AS body ON body.id = petition.body_id
    JOIN petitions_territory AS home ON home.code = given_territory
    WHERE petition.id = signed_petition AND petition.state = ANY(open_states)
        AND petition.signing_ends_at > given_at AND (petition.opened_at IS NOT NULL OR NOT in_public)
        AND (
            home.parent_id = body.territory_id
            OR (home.code = body.territory_id AND home.kind <> 'country')
        )
    ON CONFLICT (petition_id, nullifier) WHERE withdrawn_at IS NULL DO NOTHING
    RETURNING id INTO number;
    IF number IS NOT NULL THEN
        PERFORM transparency_append(log, body, number);
    END IF;
    RETURN number;
END
$$
"""
ARGUMENTS = (
    'integer, bigint, text[], boolean, bytea, bigint, text, timestamptz, bytea, bytea, text, text, inet, text, bytea'
)


class Migration(migrations.Migration):

    dependencies = [
        ('petitions', '0061_editions_wait_for_their_day'),
        ('transparency', '0003_append_in_sql'),
    ]

    operations = [
        migrations.RunSQL(SIGN, f'DROP FUNCTION petitions_sign({ARGUMENTS})'),
    ]
