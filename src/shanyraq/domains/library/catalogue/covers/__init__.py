"""Covers that are drawn, as there are no photographs: the same for the same title, in the ornament of the
house.
"""
