"""The door by which a web server calls Trust SEND (WSGI only: the walls hold one transaction a request)."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trust_send.settings")

application = get_wsgi_application()
