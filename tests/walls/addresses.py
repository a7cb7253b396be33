"""Every address of the product with a path that can be asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

SAMPLES = {
    "int": "1",
    "slug": "north",
    "str": "nothing",
    "uuid": "00000000-0000-4000-8000-000000000000",
    "path": "x",
    "filekind": "csv",
}


def every_pattern(
    resolver: URLResolver | None = None, before: str = ""
) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every route as (name, route, view)."""
    for entry in (resolver or get_resolver()).url_patterns:
        route = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield entry.name or "", route, entry.callback
        else:
            yield from every_pattern(entry, route)


def every_address(**values: Any) -> Iterator[tuple[str, str, Callable[..., Any]]]:
    """Every route as (name, path, view), its parts filled from ``values`` or with samples of their kind."""
    resolver = get_resolver()
    for name, _, view in every_pattern():
        # The resolver knows every way to write an address of this name; the first is enough.
        for possibilities, _pattern, _defaults, converters in resolver.reverse_dict.getlist(name)[:1]:
            text, parts = possibilities[0]
            filled = {part: values.get(part, SAMPLES.get(_kind(converters.get(part)), "x")) for part in parts}
            yield name, "/" + text % filled, view


def _kind(converter: object) -> str:
    return type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
