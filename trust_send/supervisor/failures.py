"""Why a start did not happen, in one line a newcomer can act on."""


class CannotStart(Exception):  # noqa: N818  (read aloud: raise CannotStart)
    """Something is missing or in the way; the message says what to do about it."""
