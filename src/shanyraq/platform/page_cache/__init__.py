"""Pages for everybody, kept in each web process and right at every moment.

One number in PostgreSQL, the *generation*, grows in the same transaction as any change of what pages show.
A kept page is served only while the generation read before it was rendered is still the present one.
"""
