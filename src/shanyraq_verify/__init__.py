"""Checks logs of Shanyraq from outside: anybody can, with Python alone and without asking the operator.

Imports the standard library and ``shanyraq.kernel.merkle``, nothing else (``tests/architecture``).
"""
