"""{% load panels %}: panel … endpanel."""

from __future__ import annotations

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = template.Library()


@register.simple_block_tag
def panel(
    content: str,
    title: str = "",
    *,
    kind: str = "",
    id: str = "",  # noqa: A002  the word that authors of pages expect
    note: str = "",
    url: str = "",
    link: str = "",
) -> SafeString:
    """Draw a white panel around what stands between the tags.

    kind: flush (lists and tables), soft, accent, bad, warn, roomy; several with a space between.
    """
    return render_to_string(
        "components/panel.html",
        {"content": content, "title": title, "kinds": kind.split(), "id": id, "note": note, "url": url, "link": link},
    )
