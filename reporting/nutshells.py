"""SEND in a Nutshell: one page of paper about one school, the same for the same figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.template.loader import render_to_string

from reporting import selectors
from reporting.presenting.columns import Column, blocks, height, in_two, room
from reporting.presenting.profile import Profile, profile
from reporting.presenting.questions import questions
from reporting.presenting.trend import january_days
from reporting.presenting.words import COUNTED_WHO
from reporting.selectors import Figures, SchoolFigures
from schools.models import Trust
from trust_send.platform.charts import Drawing
from trust_send.platform.papers.covers import Cover
from trust_send.platform.papers.fingerprints import fingerprint
from trust_send.platform.papers.render import Accent
from trust_send.platform.walls.reach import Reach

KIND, TITLE = "nutshell", "SEND in a Nutshell"
EDITION = 1
"""Grows when the page itself changes, so that the same figures are set anew."""
LENGTHS = ((6, 3), (5, 3), (5, 2), (4, 2), (3, 2), (3, 1))
"""Lines of needs and questions: as many as fit on one page."""
CHART_WIDTH = 430
"""In units of a chart, so that its words are as big as those beside it."""
TITLE_LIMIT = 160


@dataclass(frozen=True, slots=True)
class Nutshell:
    """Everything that stands on the page."""

    trust: Trust
    about: Profile
    columns: tuple[Column, Column]

    @property
    def title(self) -> str:
        """The title of the stored document."""
        return f"{TITLE}, {self.about.school.name}"[:TITLE_LIMIT]

    @property
    def accent(self) -> Accent:
        """The trust's own colours."""
        return Accent(self.trust.accent, self.trust.accent_deep, self.trust.accent_tint)

    @property
    def version(self) -> str:
        """A short mark of all that is printed: the same content always has the same one."""
        return fingerprint(self._content())

    def html(self) -> str:
        """The page, ready to be set."""
        about = self.about
        cover = Cover(
            TITLE,
            self.trust.name,
            about.counted_on,
            f"{about.school.get_phase_display()}, {about.school.la_name}",
            self.version,
            school=about.school.name,
            known_at=about.counted_at,
            accent=self.accent,
        )
        context = {
            "cover": cover,
            "about": about,
            "columns": self.columns,
            "charts": self._charts(),
            "fine_print": fine_print(about),
        }
        return render_to_string("pdf/nutshell.html", context)

    def _charts(self) -> dict[str, Drawing]:
        """The drawings, as wide as a column."""
        about, accent = self.about, self.trust.accent
        found = {
            each.status: each.drawing(key=f"needs-{each.status}", width=CHART_WIDTH, accent=accent, note="")
            for each in about.needs
            if each.rows
        }
        if about.trend.is_one:
            found["trend"] = about.trend.drawing(key="trend", width=CHART_WIDTH, plot_height=72, accent=accent)
        return found

    def _content(self) -> dict[str, Any]:
        about, trust = self.about, self.trust
        return {
            "edition": EDITION,
            "trust": [trust.name, trust.accent, trust.accent_deep, trust.accent_tint],
            "school": [about.school.name, about.school.phase, about.school.la_name],
            "on": about.counted_on,
            "lines": [
                [line.label, line.share.numerator, line.share.denominator, line.england_text, line.england_label]
                for line in about.lines
            ],
            "needs": [[row.label, row.cells] for each in about.needs for row in each.rows],
            "totals": [each.total for each in about.needs],
            "areas": about.areas,
            "trend": [[point.on, point.cells] for point in about.trend.points],
            "groups": [[row.label, row.cells] for each in about.groups.values() for row in each.rows],
            "sentences": about.sentences,
        }


def fine_print(about: Profile) -> str:
    """How it was counted, and what is hidden."""
    return (
        f"{COUNTED_WHO} {about.source} Rounded half up. Totals of a school are published for every school in England"
        " and are shown however small; other groups of one to four pupils are hidden (c) or joined, with one more where"
        " a total would give them away. This page names no child."
    )


def nutshells(*, reach: Reach, school_ids: Collection[int], today: date) -> list[Nutshell]:
    """The Nutshells of these schools, as far as they were counted, by name."""
    counted = [
        each for each in selectors.newest(reach=reach, school_ids=school_ids) if each.counted_on and each.figures.roll
    ]
    if not counted:
        return []
    past = selectors.on_days(reach=reach, school_ids=[each.school.pk for each in counted], days=january_days(today))
    trust = Trust.objects.get(pk=counted[0].school.trust_id)
    return [nutshell(trust, each, past=past.get(each.school.pk, ()), today=today) for each in counted]


def nutshell(trust: Trust, found: SchoolFigures, *, past: Iterable[tuple[date, Figures]], today: date) -> Nutshell:
    """As much of it as one page holds."""
    for lines, asked in LENGTHS:
        about = profile(
            school=found.school,
            counted_on=found.counted_on or today,
            counted_at=found.counted_at,
            figures=found.figures,
            past=past,
            today=today,
            most_needs=lines,
        )
        columns = in_two(blocks(about, questions(about, most=asked)))
        if height(*columns) <= room(about, fine_print=fine_print(about)):
            break
    return Nutshell(trust, about, columns)
