"""A made-up world to look around in: two trusts, their schools, staff, children and families.

Everything here is pure: a seed and a day go in, plain rows come out. Nobody in it exists.
"""
