"""The surroundings in which tests run, set before Django is: real services, as the owner, who then steps down."""

import os

from hypothesis import settings

os.environ["AS_OWNER"] = "1"  # creates the test database; conftest.py then becomes send_app for every test
os.environ.setdefault("SECRET_KEY", "a key for tests alone, worth nothing anywhere else")
os.environ["DEMO"] = "0"
os.environ["HTTPS"] = "0"
os.environ["MFA_REQUIRED"] = "0"
os.environ["STATIC_PLAIN"] = "1"
os.environ["FAST_PASSWORDS"] = "1"
os.environ["ALLOWED_HOSTS"] = "testserver,localhost,127.0.0.1"

# A run finds what the last one found; SEARCH=1 looks elsewhere each time.
settings.register_profile("steady", derandomize=True)
settings.load_profile("default" if os.environ.get("SEARCH") else "steady")
