"""What the database says of itself: tables, policies, keys, grants."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import ForeignKey, Model

OURS = ("walls", "readlog", "jobs", "papers", "tables", "web", "schools", "pupils", "reporting")

# Outside the walls, each with its reason. Nothing here names a child.
NOT_WALLED = {
    "schools_trust": "must be found before the wall stands",
    "schools_user": "people sign in before their trust is known",
    "schools_membership": "which trusts a login may choose: needed before the wall stands",
    "walls_capability": "a link is found before its trust is known; holds no name",
    "jobs_outbox": "the relay serves every trust; ids only",
}


def our_models() -> list[type[Model]]:
    """Every model of ours, event tables and automatic ones included."""
    return [model for label in OURS for model in apps.get_app_config(label).get_models(include_auto_created=True)]


def our_tables() -> set[str]:
    """Every table of ours."""
    return {model._meta.db_table for model in our_models()}


def walled_tables() -> set[str]:
    """Every table of ours inside the walls."""
    return our_tables() - NOT_WALLED.keys()


def rows(sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
    """What does the database answer?"""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()


def keys_between_walled_tables() -> set[tuple[str, str, str]]:
    """Every foreign key of the models whose both ends are walled, as (table, column, parent)."""
    walled = walled_tables()
    return {
        (model._meta.db_table, field.column, field.related_model._meta.db_table)
        for model in our_models()
        if model._meta.db_table in walled
        for field in model._meta.concrete_fields
        if isinstance(field, ForeignKey) and field.related_model._meta.db_table in walled
    }
