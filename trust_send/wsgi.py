"""The door by which a web server calls Trust SEND (WSGI only: the walls hold one transaction a request)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trust_send.settings")

application = get_wsgi_application()

from trust_send.checks import refuse_to_start_outside_the_walls  # noqa: E402 (needs the apps that the line above loads)

refuse_to_start_outside_the_walls()
