"""A session, the account that it was begun for and the person behind it, in one journey to the database.

Nearly every page of somebody signed in begins with it. A function keeps its plan in each connection, also
behind a pooler. The account is that of the register of sessions (allauth); whose session it is decides its
sealed content, so the account is only a guess that saves a question.
"""

from django.db import migrations

READ = """
CREATE FUNCTION accounts_session(wanted_key text, moment timestamptz) RETURNS TABLE (
    session_data text,
    account_id bigint, account_password text, account_last_login timestamptz, account_is_superuser boolean,
    account_first_name text, account_last_name text, account_is_staff boolean, account_is_active boolean,
    account_date_joined timestamptz, account_email text, account_language text,
    person_id bigint, person_user_id bigint, person_sealed_iin text, person_iin_hash text,
    person_given_name text, person_family_name text, person_middle_name text, person_confirmed_at timestamptz
) LANGUAGE plpgsql STABLE ROWS 1 AS $$
BEGIN
    RETURN QUERY SELECT
        kept.session_data::text,
        account.id, account.password::text, account.last_login, account.is_superuser,
        account.first_name::text, account.last_name::text, account.is_staff, account.is_active,
        account.date_joined, account.email::text, account.language::text,
        person.id, person.user_id, person.sealed_iin::text, person.iin_hash::text,
        person.given_name::text, person.family_name::text, person.middle_name::text, person.confirmed_at
    FROM django_session AS kept
    LEFT JOIN usersessions_usersession AS begun ON begun.session_key = kept.session_key
    LEFT JOIN accounts_user AS account ON account.id = begun.user_id
    LEFT JOIN accounts_person AS person ON person.user_id = account.id
    WHERE kept.session_key = wanted_key AND kept.expire_date > moment;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0003_persons_and_organisations"),
        ("sessions", "0001_initial"),
        ("usersessions", "0001_initial"),
    ]
    operations = [
        migrations.RunSQL(READ, "DROP FUNCTION accounts_session(text, timestamptz)"),
    ]
