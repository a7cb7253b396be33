"""Run a command that ends when its parent ends, even when the parent was killed with no chance to tidy up.

Run by path, never imported: it must start in milliseconds and needs nothing of ours.
    python leash.py SIGNAL PARENT_PID USER COMMAND [ARGUMENT…]       (USER is "-" to stay who we are)
"""

import ctypes  # at once: the user we become may not be able to read Python's own folder
import os
import pwd
import signal
import sys

PR_SET_PDEATHSIG = 1


def become_user(name: str) -> None:
    """Give up root for good, groups included."""
    user = pwd.getpwnam(name)
    os.initgroups(name, user.pw_gid)
    os.setgid(user.pw_gid)
    os.setuid(user.pw_uid)


def die_with(parent: int, signal_number: int) -> None:
    """Ask Linux for a signal when the parent ends; elsewhere the next start tidies up instead."""
    if not sys.platform.startswith("linux"):
        return
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal_number)
    if os.getppid() != parent:  # it ended before we asked
        sys.exit(1)


if __name__ == "__main__":
    signal_name, parent_pid, user_name, *command = sys.argv[1:]
    if user_name != "-":
        become_user(user_name)  # before prctl: a change of user clears the request
    die_with(int(parent_pid), signal.Signals[signal_name])
    signal.signal(signal.SIGHUP, signal.SIG_DFL)  # nohup is a wish about whoever was started, not about its children
    os.execvp(command[0], command)  # nosec B606: our own fixed commands, no shell
