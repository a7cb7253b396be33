"""Saying who one is, and choosing a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password

from schools.models import User

LONGEST = 200  # hashing a megabyte would be a way to keep the server busy


class WhoForm(forms.Form):
    """Who comes in; called as in allauth's form, to which the address goes next."""

    login = forms.EmailField(label="Email address")


class FirstPasswordForm(forms.Form):
    """A first password, once: it can be shown instead of being typed twice."""

    password = forms.CharField(
        label="Password",
        strip=False,
        max_length=LONGEST,
        help_text="At least 12 characters. Three words that do not belong together are good.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        self.person = person
        super().__init__(*args, **kwargs)

    def clean_password(self) -> str:
        """Refuse what is short, common or like the person's own name."""
        password: str = self.cleaned_data["password"]
        validate_password(password, self.person)
        return password
