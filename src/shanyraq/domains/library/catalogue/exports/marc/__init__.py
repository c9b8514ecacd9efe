"""MARC 21 and UNIMARC: a member's own record as it came, or one made of the description."""
