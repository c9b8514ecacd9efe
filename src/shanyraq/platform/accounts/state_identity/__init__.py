"""Our side of OpenID Connect with the state's identity provider.

allauth drives the ceremony; here stand the parts in which we are stricter: a nonce, a signature that is
always verified with a known algorithm, an issuer that is the configured one, and an identity number that
never reaches the session or the database in clear.
"""
