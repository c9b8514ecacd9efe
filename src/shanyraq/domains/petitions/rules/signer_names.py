"""How signers are shown: given name and first letter of the surname, and only if they agree."""

from shanyraq.platform.accounts.models import Person


def shown_name(person: Person) -> str:
    """Given name and first letter of the surname: no more is ever shown."""
    given, family = person.given_name.strip(), person.family_name.strip()
    if not given:
        return ""
    return f"{given} {family[0]}." if family else given
