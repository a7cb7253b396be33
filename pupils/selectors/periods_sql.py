"""Periods in statements written by hand: half open, as everywhere."""


def during(table: str) -> str:
    """Which rows of this table (or its short name) are in force on the day ``%(on)s``?"""
    return f"{table}.starts_on <= %(on)s AND ({table}.ends_on IS NULL OR {table}.ends_on > %(on)s)"
