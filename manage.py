#!/usr/bin/env python
"""Run one of Trust SEND's commands."""

import os
import sys

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "trust_send.settings")
    from trust_send.supervisor.commands import run_before_settings

    if (code := run_before_settings(sys.argv[1:])) is not None:
        sys.exit(code)
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)
