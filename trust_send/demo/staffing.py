"""Who works where? Every role of the product at every school, hub and trust, with past and coming changes."""

from datetime import date, timedelta

from trust_send.demo.cast import STORY_TALK_CLASS, STORY_TALK_GROUP
from trust_send.demo.draws import stream
from trust_send.demo.people import People
from trust_send.demo.places import FERNHOLLOW, SHARED_SENCO_SCHOOLS, TIDEWELL, TrustPlace
from trust_send.demo.plan import Group, GroupStaff, Post, School, Trust

TA_CHANCE = 0.6  # of a primary class
SMALL_SCHOOL = 110  # pupils, under which the head is also the safeguarding lead
SHARES_OFFICE = 90  # pupils, under which the office is another school's


class Staff:
    """Appoints the people of one trust."""

    def __init__(self, trust: Trust, place: TrustPlace, people: People, *, on: date, start: int, seed: int) -> None:
        self._trust = trust
        self._domain = place.domain
        self._people = people
        self._on = on
        self._start = start
        self._rng = stream(seed, start, place.key, "staff")
        self._office = ""
        self._named = NAMED if place is TIDEWELL else {}
        self._story_talk = ""

    def appoint_trust(self, named: dict[str, tuple[str, str]]) -> None:
        """Trust SEND lead, data manager, trustees and hub leads."""
        self._post("trustlead", *named["trustlead"])
        self._post("data", *named["data"])
        self._post("trustee", *named["trustee"])
        for _ in range(3):
            self._post_drawn("trustee", women=0.5)
        for hub in self._trust.hubs:
            if hub.key in named:
                self._post("hublead", *named[hub.key], hub=hub.key)
            else:
                self._post_drawn("hublead", hub=hub.key)

    def appoint_school(self, school: School) -> None:
        """Head, SENCO, safeguarding lead, office and governors, with a few who went before."""
        head = self._one("headteacher", school, women=0.6)
        if school.size < SMALL_SCHOOL:
            self._add(head, "dsl", school.key)
        else:
            self._one("dsl", school)
        self._senco(school, head)
        if school.size < SHARES_OFFICE and self._office:
            self._add(self._office, "data", school.key)
        else:
            self._office = self._one("data", school, women=0.9)
        for index in range(2):
            self._one("governor", school, women=0.5, number=index)

    def take_groups(self, schools: list[School], groups: list[Group]) -> None:
        """A teacher for every class and set, support staff for classes and groups."""
        by_school: dict[str, list[Group]] = {school.key: [] for school in schools}
        for group in groups:
            by_school[group.school].append(group)
        for school in schools:
            classes = [group for group in by_school[school.key] if group.kind == "registration"]
            teachers = [self._class_teacher(school, group) for group in classes]
            assistants = self._assistants(school, classes)
            others = [group for group in by_school[school.key] if group.kind == "teaching"]
            for index, group in enumerate(others):
                takers = teachers if school.kind == "secondary" or not assistants else assistants
                named = self._story_talk if group.name == STORY_TALK_GROUP else ""
                self._take(group, named or takers[index % len(takers)])

    def _class_teacher(self, school: School, group: Group) -> str:
        named = self._named.get(("teacher", school.key, group.name))
        people = self._people
        teacher = people.add(*named, self._domain) if named else people.draw_staff(self._domain, self._rng)
        self._add(teacher, "teacher", school.key)
        self._take(group, teacher)
        return teacher

    def _assistants(self, school: School, classes: list[Group]) -> list[str]:
        assistants = []
        for group in classes:
            named = self._named.get(("ta", school.key, group.name))
            chance = 1.0 if named or school.kind == "special" else 0.15 if school.kind == "secondary" else TA_CHANCE
            for _ in range(2 if school.kind == "special" else 1):
                if self._rng.random() >= chance:
                    continue
                if named:
                    assistant = self._people.add(*named, self._domain)
                    if group.name == STORY_TALK_CLASS:
                        self._story_talk = assistant
                else:
                    assistant = self._people.draw_staff(self._domain, self._rng, women=0.93)
                self._add(assistant, "ta", school.key)
                self._take(group, assistant)
                assistants.append(assistant)
        return assistants

    def _senco(self, school: School, head: str) -> None:
        """One at each school; two small schools share one, and some heads do it themselves."""
        key = ("senco", school.key)
        if school.key == SHARED_SENCO_SCHOOLS[1]:
            first = next(p for p in self._trust.posts if p.role == "senco" and p.school == SHARED_SENCO_SCHOOLS[0])
            self._add(first.person, "senco", school.key)
        elif key not in self._named and school.size < 60 and school.key not in SHARED_SENCO_SCHOOLS:
            self._add(head, "senco", school.key)
        elif key not in self._named and self._rng.random() < 0.2:
            self._changed_hands(school)
        else:
            self._one("senco", school, women=0.85)

    def _changed_hands(self, school: School) -> None:
        """One SENCO left last summer, and another came."""
        handed_over = date(self._start, 9, 1)
        before = self._people.draw_staff(self._domain, self._rng)
        self._trust.posts.append(Post(before, "senco", school.key, None, date(self._start - 4, 9, 1), handed_over))
        after = self._people.draw_staff(self._domain, self._rng)
        self._trust.posts.append(Post(after, "senco", school.key, None, handed_over))

    def _one(self, role: str, school: School, *, women: float = 0.8, number: int = 0) -> str:
        named = self._named.get((role, school.key)) if number == 0 else None
        if named:
            person = self._people.add(*named, self._domain)
        else:
            person = self._people.draw_staff(self._domain, self._rng, women=women)
        self._add(person, role, school.key)
        return person

    def _post(self, role: str, given: str, family: str, *, hub: str | None = None) -> None:
        self._add(self._people.add(given, family, self._domain), role, None, hub)

    def _post_drawn(self, role: str, *, hub: str | None = None, women: float = 0.7) -> None:
        self._add(self._people.draw_staff(self._domain, self._rng, women=women), role, None, hub)

    def _add(self, person: str, role: str, school: str | None, hub: str | None = None) -> None:
        since = date(self._start - self._rng.randint(0, 6), self._rng.choice((1, 4, 9, 9, 9)), 1)
        since = min(since, self._on - timedelta(days=1))
        until = None
        if role in ("ta", "teacher") and self._rng.random() < 0.03:  # leaving at the end of the year
            until = date(self._start + 1, 9, 1)
        self._trust.posts.append(Post(person, role, school, hub, since, until))

    def _take(self, group: Group, person: str) -> None:
        self._trust.group_staff.append(GroupStaff(group.key, person, group.starts_on))


# The people of the guide: by role and school, and by class.
NAMED: dict[tuple[str, ...], tuple[str, str]] = {
    ("senco", FERNHOLLOW): ("Asha", "Mistry"),
    ("headteacher", FERNHOLLOW): ("Ben", "Okafor"),
    ("dsl", FERNHOLLOW): ("Ruth", "Callaghan"),
    ("governor", FERNHOLLOW): ("Helen", "Marsh"),
    ("data", FERNHOLLOW): ("Sian", "Prowse"),
    ("teacher", FERNHOLLOW, "4B"): ("Grace", "Okoro"),
    ("teacher", FERNHOLLOW, "2B"): ("Gareth", "Lewis"),
    ("ta", FERNHOLLOW, "4B"): ("Renata", "Nowak"),
    ("ta", FERNHOLLOW, "3A"): ("Jo", "Pascoe"),
}
TIDEWELL_NAMED = {
    "trustlead": ("Cai", "Morgan"),
    "data": ("Dee", "Farrow"),
    "trustee": ("Margaret", "Adeyinka"),
    "estuary": ("Maryam", "Siddiqui"),
}
MARLOW_NAMED = {
    "trustlead": ("Tomasz", "Zielinski"),
    "data": ("Paula", "Rudge"),
    "trustee": ("Desmond", "Achebe"),
    "vale": ("Lorna", "Fairbairn"),
}
