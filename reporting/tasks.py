"""What reporting does in the background."""

from __future__ import annotations

from datetime import date

from celery import shared_task
from django.utils import timezone

from reporting.nutshells import KIND, nutshells
from reporting.services import counting
from schools.roles import Verb
from trust_send.platform.jobs.task import TrustTask
from trust_send.platform.jobs.work import Refused, Work
from trust_send.platform.papers.selectors import papers
from trust_send.platform.walls.sources import whole_trust

NOT_COUNTED = "This school has not been counted yet. Have it counted, then make the document again."
AS_IT_WAS = "Nothing that it says has changed, so it is the document that was there already"


@shared_task(base=TrustTask, name="reporting.tasks.count_figures")
def count_figures(work: Work) -> None:
    """Count one school, or every school of the trust, into figures."""
    today = timezone.localdate()
    on = date.fromisoformat(work.parameters["on"]) if "on" in work.parameters else today
    with work.reach() as acting:
        school_ids = acting.reach.school_ids if work.school_id is None else {work.school_id}
        made = counting.count(school_ids=school_ids, on=on, today=today)
        result = {"figures": made, "words": "Counted"}
        if work.school_id is not None:
            result |= {"url_name": "school-figures", "args": [work.school_id], "link": "Show the figures"}
        work.finish(result)


@shared_task(base=TrustTask, name="reporting.tasks.make_nutshell")
def make_nutshell(work: Work) -> None:
    """Set the Nutshell of one school from its figures, counted anew if the register has changed, and keep it."""
    from trust_send.platform.papers.render import render_pdf
    from trust_send.platform.papers.store import keep

    school_id = work.parameters["school_id"]
    with work.reach() as acting:
        acting.insist(Verb.MAKE_DOCUMENT, school_id=school_id)
    with whole_trust(work.trust_id):  # whoever asked may see figures only, and counting needs the children
        counting.recount(school_id, today=timezone.localdate())
    with work.reach() as acting:
        acting.insist(Verb.MAKE_DOCUMENT, school_id=school_id)
        found = nutshells(reach=acting.reach, school_ids={school_id}, today=timezone.localdate())
        if not found:
            raise Refused(NOT_COUNTED)
        (nutshell,) = found
        same = papers(acting.reach, kind=KIND, school_id=school_id).filter(fingerprint=nutshell.version).first()
        if same is not None:
            work.finish({"words": AS_IT_WAS, "url_name": "paper", "args": [same.pk], "link": "Download the document"})
            return
        html = nutshell.html()
    work.progress(1, 3, "Setting the page")
    content = render_pdf(
        html,
        title=nutshell.title,
        made_at=timezone.now(),
        author=nutshell.trust.name,
        accent=nutshell.accent,
    )
    work.progress(2, 3, "Keeping it")
    keep(
        work=work,
        kind=KIND,
        title=nutshell.title,
        school_id=school_id,
        as_known_on=nutshell.about.counted_on,
        as_known_at=nutshell.about.counted_at,
        fingerprint=nutshell.version,
        holds_children=False,
        content=content,
        pages=1,
    )
