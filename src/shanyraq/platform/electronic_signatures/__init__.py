"""Electronic signatures (CMS) of people, verified up to authorities that the operator trusts."""
