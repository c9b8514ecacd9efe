"""A small OpenID Connect provider that plays the state's one, in demo and test mode only.

Every door of it asks ``guard.refuse_in_service`` first, and its addresses cannot be imported in service mode.
"""
