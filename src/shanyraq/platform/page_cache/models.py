"""The tables of this room are its migration's own: triggers write them and tests do not empty them.

The module is here because Django sends ``post_migrate`` only for rooms that have one.
"""
