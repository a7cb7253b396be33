"""One worker over some queues: ``python -m trust_send.worker --queues default``.

The same worker as ``celery worker`` makes, without its command line, which loads an interactive shell at every start
(0.7 s of processor and 10 MB for each worker), and without Django's checks of pages that a worker never serves; the
checks of the walls are asked by ``trust_send.guard``.
"""

import argparse
import gc
import os
import sys
from collections.abc import Sequence

DOCUMENTS = "documents"
"""The queue whose jobs set pages."""


def main(arguments: Sequence[str]) -> int:
    """Take jobs until a signal."""
    parser = argparse.ArgumentParser(prog="python -m trust_send.worker", description=main.__doc__)
    parser.add_argument("--queues", required=True, help="names, with commas between them")
    parser.add_argument("--concurrency", type=int, default=1, help="processes")
    parser.add_argument("--max-tasks-per-child", type=int, help="then a process is replaced, and its memory freed")
    options = parser.parse_args(arguments)
    # A worker's statement may take longer than a page's: set before settings are read.
    os.environ.setdefault("STATEMENT_TIMEOUT_SECONDS", "600")
    os.environ.setdefault("CELERY_SKIP_CHECKS", "1")
    from celery.utils.nodenames import default_nodename, host_format

    from trust_send.celery import app

    if DOCUMENTS in options.queues.split(","):
        # Before processes are forked: each has it at once and shares its memory, the first of a day too.
        import weasyprint  # noqa: F401

    worker = app.Worker(
        queues=options.queues,
        hostname=host_format(default_nodename(f"{options.queues.partition(',')[0]}@%h")),
        optimization="fair",  # a job goes to a process that is free, never behind a long one
        concurrency=options.concurrency,
        max_tasks_per_child=options.max_tasks_per_child,
        loglevel="WARNING",
        quiet=True,
        # Workers need not know of each other: a start is quicker and Redis quieter.
        without_gossip=True,
        without_mingle=True,
    )
    # What is loaded by now stays: the processes share it, and no collection walks through it in the midst of a job.
    gc.collect()
    gc.freeze()
    worker.start()
    return int(worker.exitcode or 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
