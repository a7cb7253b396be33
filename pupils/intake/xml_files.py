"""The DfE's XML files as sheets that are read like any export: the Common Transfer File and the census return."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from trust_send.platform.tables.reading import LIMITS, Limits, Row, Sheet, Unreadable, tidy
from trust_send.platform.tables.reading.xml_file import Part, pieces

from . import census_return, ctf
from .alongside import Alongside
from .ctf_alongside import alongside_of, uses_own_address
from .rows import listed
from .xml_parts import ALWAYS, HEADINGS

if TYPE_CHECKING:
    from datetime import date

    from .known import SchoolFacts

CTF, CENSUS = "ctf", "census"
KINDS = frozenset((CTF, CENSUS))
"""The kinds of sheet that are no table of the school's own: their columns are known and cannot be settled."""
ADDRESS = "address"


@dataclass(kw_only=True)
class PupilSheet(Sheet):
    """The rows of a file, and what comes along with each beside its cells, by the number of the row."""

    alongside: dict[int, Alongside] = field(default_factory=dict)


class _PassedOver:
    """The names that are passed over in a file, which depend on what kind of file it is."""

    def __init__(self) -> None:
        self.names = ctf.PASSED_OVER

    def begin(self, root: str) -> None:
        """Learn the outermost name of the file; one of another kind is refused."""
        _refuse_others(root)
        self.names = census_return.PASSED_OVER if root == census_return.ROOT else ctf.PASSED_OVER

    def __contains__(self, name: object) -> bool:
        return name in self.names


def read_xml(file: BinaryIO, *, school: SchoolFacts, today: date, limits: Limits = LIMITS) -> PupilSheet:
    """The pupils of a Common Transfer File or census return; another XML file is refused in words."""
    found, over = _Found(limits), _PassedOver()
    for path, part in pieces(file, root=over.begin, is_piece=_is_piece, passed_over=over, limits=limits):
        found.take(path, part)
    if found.root == census_return.ROOT:
        return _census(found, today=today)
    return _ctf(found, school=school, today=today)


class _Found:
    """The header and the pupils of a file, in the order in which they came."""

    def __init__(self, limits: Limits) -> None:
        self.root = ""
        self.header: Part | None = None
        self.pupils: list[tuple[str, Part]] = []  # with the name that each stands under
        self._limits = limits

    def take(self, path: tuple[str, ...], part: Part) -> None:
        """Keep one piece."""
        self.root = path[0]
        if path[-1] == "header":
            self.header = self.header or part
            return
        self.pupils.append((path[-2], part))
        if len(self.pupils) > self._limits.max_rows:
            raise Unreadable("too_many_rows", f"The file has more than {self._limits.max_rows:,} pupils.")


def _refuse_others(name: str) -> None:
    if name not in (*ctf.ROOTS, census_return.ROOT):
        raise Unreadable(
            "xml",
            f"This XML file begins with “{name[:40]}”, so it is neither a Common Transfer File nor a census return. "
            "Export one of these, or the list of pupils as CSV or Excel.",
        )


def _is_piece(path: tuple[str, ...]) -> bool:
    if len(path) == 2 and path[1] == "header":
        return True
    if path[0] == census_return.ROOT:
        return len(path) > 2 and path[-2] in (census_return.ON_ROLL, census_return.NO_LONGER)
    return len(path) == 3 and path[1] == ctf.ROOTS.get(path[0]) and path[2] == "pupil"


def _ctf(found: _Found, *, school: SchoolFacts, today: date) -> PupilSheet:
    header = ctf.read_header(found.header)
    if not found.pupils:
        raise Unreadable("no_rows", "There is no pupil in this Common Transfer File. Make it again with the pupils.")
    rows = [ctf.values_of(pupil, header=header, school=school, today=today) for _, pupil in found.pupils]
    notices = header.notices(school)
    ended = [
        place
        for place, (_, pupil) in enumerate(found.pupils, 1)
        if (status := ctf.current_status(pupil, today=today)) and ctf.has_ended(status, today=today)
    ]
    if ended:
        named = listed(ended[:10]) if len(ended) <= 10 else f"{', '.join(map(str, ended[:10]))} and others"
        notices.append(
            f"In row{'s' if len(ended) > 1 else ''} {named} the newest SEN status has an end, and none follows it. "
            "It is read as if it went on; ask the school that made the file."
        )
    sheet = _sheet(CTF, rows, found, notices, over=ctf.PASSED_OVER)
    sheet.alongside = {
        place: along for place, (_, pupil) in enumerate(found.pupils, 1) if (along := alongside_of(pupil, today=today))
    }
    own = {part.name for _, pupil in found.pupils for part in pupil.parts}
    not_kept = [words for name, words in ctf.ITS_OWN.items() if name in own]
    if ADDRESS in own and not any(uses_own_address(pupil) for _, pupil in found.pupils):
        not_kept.append("the pupil’s own address")
    sheet.not_read = [*sheet.not_read, *not_kept]
    return sheet


def _census(found: _Found, *, today: date) -> PupilSheet:
    header = census_return.read_header(found.header)
    if not found.pupils:
        raise Unreadable(
            "no_rows",
            "There is no pupil in this XML file. Of the DfE’s returns only the school census can be read.",
        )
    rows = [
        census_return.values_of(pupil, header=header, is_leaver=under == census_return.NO_LONGER, today=today)
        for under, pupil in found.pupils
    ]
    return _sheet(CENSUS, rows, found, header.notices(), over=census_return.PASSED_OVER)


def _sheet(
    kind: str, rows: list[dict[str, str]], found: _Found, notices: list[str], *, over: dict[str, str]
) -> PupilSheet:
    told = {name for row in rows for name in row}
    names = [name for name in HEADINGS if name in told or name in ALWAYS]
    sheet_rows = (Row(number, [tidy(row.get(name, "")) for name in names]) for number, row in enumerate(rows, 1))
    seen = {part.name for _, pupil in found.pupils for part in pupil.parts if part.name in over}
    seen |= {inner.name for _, pupil in found.pupils for part in pupil.parts for inner in part.parts} & over.keys()
    return PupilSheet(
        headings=[HEADINGS[name] for name in names],
        rows=sheet_rows,
        heading_row=0,
        kind=kind,
        notices=notices,
        not_read=sorted({over[name] for name in seen}),
    )
