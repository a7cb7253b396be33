"""Browsers in words: ``{% load browsers %}{{ session.user_agent|browser }}``."""

from __future__ import annotations

from django import template

from trust_send.platform.web.browsers import browser_words

register = template.Library()
register.filter("browser", browser_words)
