"""Bringing in pupils from a school's MIS: uploaded, previewed, decided, applied, taken back."""
