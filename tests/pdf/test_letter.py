"""A letter on paper: accessible, in the window of an envelope, and with nothing but its own words."""

from __future__ import annotations

from datetime import UTC, date, datetime
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from pupils.models import Contact, ContactLink, FamilyLetter, Pupil, SenStatus
from pupils.presenting.letters import accent, page
from pupils.services.letters import Typed, content_of
from schools.models import School, Trust
from tests.pdf.judge import judge
from trust_send.platform.papers.render import render_pdf

MADE_AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
MILLIMETRE = 72 / 25.4
TRUST = Trust(
    name="Tidewell Learning Trust", accent="#114b5f", accent_deep="#0b3443", accent_tint="#e3eef1", slug="tidewell"
)
SCHOOL = School(
    name="Fernhollow Primary School", telephone="01632 960123", email="office@fernhollow.example",
    website="https://fernhollow.example",
)  # fmt: skip
LONG_NAME = "The Blessed Margaret Clitherow and Saint Bartholomew-on-the-Water Church of England Academy"
NOAH = Pupil(legal_forename="Noah", legal_surname="Hartley", upn="R674123101121", date_of_birth=date(2018, 3, 1))
EVE = Contact(given_name="Eve", family_name="Hartley", address="4 Mill Lane\nNorthtown", postcode="QQ1 2AA",
              phone="01632 960001", email="eve@example.org")  # fmt: skip
STATUS = SenStatus(code="K", starts_on=date(2026, 11, 9))
TYPED = Typed(
    discussion_date=date(2026, 11, 5),
    review_date=date(2027, 2, 8),
    strengths="Noah tells stories that everybody wants to hear, and he is kind to younger children.",
    need_in_plain_words="Finding words, and following what is said when much is said at once.",
    first_actions="Ms Nowak practises new words with him, three times a week for 15 minutes.\nPictures for each step.",
    home_ideas="Talk about the day with the picture book that Noah brings home.",
    teacher_name="Grace Okoro",
    senco_name="Asha Mistry",
    senco_contact="01632 960123",
    sendiass_name="Cornwall SENDIASS",
    sendiass_contact="01632 960555",
)


def letter(*, school: School = SCHOOL, to: Contact | None = EVE, typed: Typed = TYPED) -> FamilyLetter:
    """A letter as it is written."""
    NOAH.school = school
    link = ContactLink(contact=to, relationship="mother") if to else None
    content = content_of(NOAH, link, status=STATUS, typed=typed, sender=["Asha Mistry", "SENCO"], on=date(2026, 11, 22))
    return FamilyLetter(kind="sen-support-start", content=content)


def pdf_of(one: FamilyLetter) -> bytes:
    """The document."""
    title = f"Letter from {one.content['school']['name']}"
    return render_pdf(page(one, trust=TRUST), title=title, made_at=MADE_AT, author="School", accent=accent(TRUST))


def text_of(pdf: bytes) -> str:
    """All its words."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(" ".join(one.get_textpage().get_text_bounded() for one in document).split())
    document.close()
    return text


LONGEST = Typed(
    discussion_date=TYPED.discussion_date, review_date=TYPED.review_date, strengths="Word " * 120,
    need_in_plain_words="Word " * 120, first_actions="Word " * 160, home_ideas="Word " * 120,
    teacher_name="Wilhelmina " * 10, senco_name="Bartholomew " * 10, senco_contact="0" * 160,
    sendiass_name="Advice " * 17, sendiass_contact="0" * 160,
)  # fmt: skip


@pytest.mark.parametrize(
    ("made", "most"),
    [
        pytest.param(letter(), 1, id="usual"),
        pytest.param(letter(to=None), 1, id="young person"),
        pytest.param(letter(school=School(name=LONG_NAME), typed=LONGEST), 2, id="longest"),
    ],
)
def test_it_is_an_accessible_letter_of_few_pages_with_nothing_over_the_edges(made: FamilyLetter, most: int) -> None:
    pdf = pdf_of(made)
    assert judge(pdf) == []
    with pikepdf.open(BytesIO(pdf)) as document:
        assert len(document.pages) <= most
        assert str(document.docinfo.Title).startswith("Letter from ") and "Noah" not in str(document.docinfo.Title)
        assert str(document.Root.Lang) == "en-GB"
    document = pypdfium2.PdfDocument(pdf)
    for one in document:
        words = one.get_textpage()
        boxes = [words.get_rect(number) for number in range(words.count_rects())]
        assert all(left >= 19 * MILLIMETRE and right <= (210 - 19) * MILLIMETRE for left, _, right, _ in boxes)
    document.close()


def test_it_says_what_the_law_asks_and_what_was_typed_and_nothing_else_about_the_family() -> None:
    text = text_of(pdf_of(letter()))
    for words in (
        "Fernhollow Primary School", "22 November 2026", "Extra help for Noah", "Dear Eve Hartley",
        "4 Mill Lane", "QQ1 2AA", "Thank you for talking with us on 5 November 2026", "It started on 9 November 2026",
        "tells stories", "three times a week", "picture book", "8 February 2027", "Cornwall SENDIASS",
        "01632 960555", "Grace Okoro teaches Noah", "Yours sincerely Asha Mistry SENCO",
    ):  # fmt: skip
        assert words in text, words
    assert not any(word in text for word in ("R674123101121", "eve@example.org", "960001", "{", "}"))


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    document = pypdfium2.PdfDocument(pdf_of(letter(school=School(name=LONG_NAME, telephone="01632 960123"))))
    first = document[0]
    words = first.get_textpage()
    found = words.search("4 Mill Lane")
    place, _ = found.get_next()
    left, bottom, _, top = words.get_charbox(place)
    height = first.get_size()[1]
    document.close()
    assert 20 <= left / MILLIMETRE <= 24
    assert 50 <= (height - top) / MILLIMETRE <= (height - bottom) / MILLIMETRE <= 80


def test_a_long_address_pushes_the_words_down_and_never_lies_over_them() -> None:
    far = Contact(given_name="Eve", family_name="Hartley", address="\n".join(f"{line} Mill" for line in range(12)))
    document = pypdfium2.PdfDocument(pdf_of(letter(to=far)))
    words = document[0].get_textpage()
    places = [words.get_charbox(words.search(text).get_next()[0]) for text in ("11 Mill", "Extra help for Noah")]
    document.close()
    assert places[0][1] > places[1][3]


def test_the_head_of_a_letter_is_painted_in_the_trusts_colour() -> None:
    document = pypdfium2.PdfDocument(pdf_of(letter()))
    picture = document[0].render(scale=3).to_pil().convert("RGB")
    document.close()
    upper = picture.crop((0, 0, picture.width, int(3 * 46 * MILLIMETRE)))
    dark = [colour for _, colour in upper.getcolors(1_000_000) if colour == (0x11, 0x4B, 0x5F)]
    assert dark, "the rule under the head has the trust's own colour"


def test_without_ideas_for_home_the_paragraph_is_left_out() -> None:
    typed = Typed(**{**{name: getattr(TYPED, name) for name in Typed.__slots__}, "home_ideas": " "})
    assert "at home" not in text_of(pdf_of(letter(typed=typed)))
