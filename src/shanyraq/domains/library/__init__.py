"""The Kazakh National Electronic Library: one library of all member libraries.

Rooms, lower ones first: ``network`` (members, branches, staff, cards), ``catalogue`` (records, editions,
works, items), then ``reading`` (digital editions) and ``lending`` (loans and holds) beside each other.
"""
