"""manage.py add_trust NAME --slug SLUG --lead E-MAIL: the only way into an empty installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from schools.services import invitations, trusts


class Command(BaseCommand):
    """Adds a trust and invites its SEND lead."""

    help = "Add a trust and invite its SEND lead. Prints the invitation when no mail is set up."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the name, the short name for addresses, and the lead's e-mail address."""
        parser.add_argument("name")
        parser.add_argument("--slug", required=True)
        parser.add_argument("--lead", required=True, metavar="E-MAIL")

    def handle(self, *args: Any, **options: Any) -> None:
        """Begin the trust and say what happens next."""
        try:
            trust, lead = trusts.begin(name=options["name"], slug=options["slug"], lead_email=options["lead"])
        except ValidationError as refused:
            raise CommandError(" ".join(refused.messages)) from None
        link = invitations.invite(user=lead, trust=trust)
        self.stdout.write(f"{trust.name} is here; {lead.email} is its SEND lead.")
        if settings.EMAIL_HOST:
            self.stdout.write("The invitation is on its way by e-mail.")
        else:
            self.stdout.write(f"No mail is set up. Hand over this invitation, it works once, for 72 hours:\n{link}")
