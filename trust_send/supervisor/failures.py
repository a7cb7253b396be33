"""Why a start did not happen, in one line a newcomer can act on."""


class CannotStart(Exception):
    """Something is missing or in the way; the message says what to do about it."""
