"""What each form shows, and what it says in words when there is nothing to draw."""

import pytest

from trust_send.platform.charts import (
    PER_CENT,
    POUNDS,
    Bar,
    Cell,
    Comparator,
    Drawing,
    Series,
    Share,
    Strip,
    bars,
    beyond_chance,
    dots,
    funnel,
    heat,
    lines,
    names_left_out,
    score_limits,
    table_of_shares,
)
from trust_send.platform.charts.heat import tint
from trust_send.platform.charts.intervals import Z_95, Z_998
from trust_send.platform.charts.marks import Box, Dot, Line, Mark, Path, Words

ENGLAND = Comparator("England", 0.278)
ABSENCE = [
    Share("Brackenby Primary", 13, 34),
    Share("Penhallow Academy", 67, 168),
    Share("Millrace Junior", 15, 61),
    Share("Tern Sands Infant", 2, 4),
    Share("Ashby Infant", None, None),
]
ABOUT = {"key": "absence", "title": "Absence", "finding": "Found."}


def texts(drawing: Drawing) -> list[str]:
    return [mark.text for mark in drawing.marks() if isinstance(mark, Words)]


def layer(drawing: Drawing, css: str) -> list[Mark]:
    return [mark for one in drawing.layers if one.css == css for mark in one.marks]


def test_dots_are_in_size_order_with_the_uncounted_last() -> None:
    names = [mark.text for mark in layer(dots(ABSENCE, **ABOUT), "lab") if isinstance(mark, Words)]
    assert names == ["Penhallow Academy", "Brackenby Primary", "Millrace Junior", "Ashby Infant", "Tern Sands Infant"]


def test_a_difference_beyond_chance_is_a_square_with_a_bold_name_and_nothing_else_is() -> None:
    drawing = dots(ABSENCE, **ABOUT, comparator=ENGLAND)
    assert len(layer(drawing, "out")) == 1
    assert [mark.text for mark in layer(drawing, "lab") if isinstance(mark, Words) and mark.bold] == [
        "Penhallow Academy"
    ]
    assert len(layer(drawing, "dot")) == 2
    assert "England 27.8%" in texts(drawing)


def test_below_five_pupils_and_uncounted_are_said_in_words_without_a_count() -> None:
    said = texts(dots(ABSENCE, **ABOUT))
    assert "not enough yet" in said and "not counted" in said
    assert "2 of 4" not in said and "67 of 168" in said


def test_hidden_values_are_never_drawn() -> None:
    drawing = dots([Share("Small School", 3, 60, words="c: hidden, fewer than five")], **ABOUT)
    assert "c: hidden, fewer than five" in texts(drawing)
    assert not layer(drawing, "dot") and "3 of 60" not in drawing.markup


def test_nothing_at_all_and_everything_at_once() -> None:
    for shares in (
        [],
        [Share("None", 0, 30)],
        [Share("All", 30, 30)],
        [Share(f"School {n}", n, 40) for n in range(40)],
    ):
        assert dots(shares, **ABOUT, comparator=ENGLAND).height > 0


def test_categories_have_diamonds_and_the_hue_of_their_area() -> None:
    needs = [Share("Autism", 38, 103, "c", 0.315), Share("Hearing", 3, 103, "p", 0.014)]
    drawing = dots(needs, **ABOUT, diamonds="England, January 2025")
    assert len(layer(drawing, "diamond")) == 2 and len(layer(drawing, "dot-c")) == len(layer(drawing, "dot-p")) == 1
    assert "#14508c" in drawing.markup and "#1c7457" in drawing.markup


def test_bars_begin_at_zero_and_end_at_their_value() -> None:
    drawing = bars([Bar("A", 100), Bar("B", 50), Bar("C", 0), Bar("D", None)], **ABOUT, unit=POUNDS)
    boxes = [mark for mark in layer(drawing, "bar") if isinstance(mark, Box)]
    assert boxes[0].x == boxes[1].x == boxes[2].x
    assert boxes[0].width == pytest.approx(2 * boxes[1].width) and boxes[2].width == 0
    assert {"£100", "£50", "£0", "not counted"} <= set(texts(drawing))


def test_bars_of_per_cent_end_at_a_hundred() -> None:
    drawing = bars([Bar("A", 98.3)], **ABOUT, unit=PER_CENT, comparator=95.0, comparator_label="Aim")
    assert {"98.3%", "Aim 95.0%", "100%"} <= set(texts(drawing))


def test_a_bar_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="begins at zero"):
        Bar("A", -1)


def test_the_funnel_tells_inside_near_and_outside_apart() -> None:
    national = Comparator("England", 0.148)
    schools = [Share("Inside", 45, 300), Share("Near", 60, 300), Share("Outside", 90, 300), Share("Tiny", 1, 3)]
    drawing = funnel(schools, **ABOUT, comparator=national)
    assert [len(layer(drawing, css)) for css in ("dot", "near", "out")] == [1, 1, 1]
    bold = {mark.text for mark in drawing.marks() if isinstance(mark, Words) and mark.bold}
    assert bold == {"Near", "Outside", "England 14.8%"}
    assert any("Tiny, not enough yet" in text for text in texts(drawing))


def test_a_funnel_of_many_schools_names_only_those_outside() -> None:
    schools = [Share(f"School {n}", 30 + n % 5, 220 + n) for n in range(35)] + [Share("Far Above", 120, 300)]
    drawing = funnel(schools, **ABOUT, comparator=Comparator("England", 0.148))
    assert names_left_out(drawing, schools) == 35
    assert "Far Above" in texts(drawing)
    assert len(layer(drawing, "dot")) == 35


@pytest.mark.parametrize("share", [0.0, 0.02, 0.148, 0.5, 0.97, 1.0])
def test_the_limits_of_the_funnel_are_the_score_limits(share: float) -> None:
    drawing = funnel([Share("A", 30, 400)], **ABOUT, comparator=Comparator("England", share))
    numbers = [mark for mark in layer(drawing, "lab2") if isinstance(mark, Words)]
    (line,) = layer(drawing, "nat")
    left, _, right, _ = line.bounds()
    zero = next(mark.y for mark in numbers if mark.text == "0%") - 4
    top = next(mark for mark in reversed(numbers) if mark.text.endswith("%") and mark.anchor == "end")
    per_unit = (zero - (top.y - 4)) / (float(top.text.rstrip("%")) / 100)
    for css, z in (("lim", Z_95), ("lim2", Z_998)):
        for path in layer(drawing, css):
            assert isinstance(path, Path)
            for x, y in path.points:
                size = (x - left) / (right - left) * 400 * 1.04
                limits = score_limits(share, size, z)
                assert min(abs((zero - y) / per_unit - limit) for limit in (limits.low, limits.high)) < 1e-9


def test_a_line_has_a_gap_where_nothing_was_counted() -> None:
    shares = (Share("a", 10, 100), Share("a", None, None), Share("a", 12, 100), Share("a", 14, 100))
    drawing = lines([Series("EHC plan", shares)], ["2023", "2024", "2025", "2026"], **ABOUT)
    assert len(layer(drawing, "line-0")) == 1  # only the last two stand together
    assert len([mark for mark in layer(drawing, "dot") if isinstance(mark, Dot)]) == 3
    assert len([mark for mark in layer(drawing, "whisk") if isinstance(mark, Line)]) == 3


def test_more_lines_than_can_be_told_apart_are_refused() -> None:
    with pytest.raises(ValueError, match="told apart"):
        lines([Series(str(n), (Share("a", 1, 9),)) for n in range(5)], ["2026"], **ABOUT)


def test_heat_is_white_only_for_zero_and_dark_only_near_the_top() -> None:
    assert [tint(amount, 10) for amount in (None, 0, 0.1, 2.5, 5, 7.6, 10)] == [None, 0, 1, 1, 2, 4, 4]
    drawing = heat([Strip("Year 1", (Cell(0, "0"), Cell(10, "10"), Cell(None, "c")))], ["C", "L", "S"], **ABOUT)
    assert len(layer(drawing, "onheat")) == 1 and len(layer(drawing, "hole")) == 1


def test_the_finding_says_what_the_squares_show() -> None:
    assert beyond_chance(ABSENCE, ENGLAND) == (
        "Penhallow Academy is above England by more than chance explains;"
        " the other two schools cannot be told apart from England."
    )
    assert "England’s 14.8%" in beyond_chance([Share("A", 15, 100)], Comparator("England, primary", 0.148))
    alike = [Share("A", 28, 100), Share("B", 30, 100)]
    assert (
        beyond_chance(alike, ENGLAND)
        == "Both schools lie within what chance alone would produce around England’s 27.8%."
    )
    assert beyond_chance([Share("A", 1, 3)], ENGLAND) == "There is not enough yet to compare with England."


def test_the_table_behind_is_in_name_order_and_complete() -> None:
    table = table_of_shares(ABSENCE, caption="Absence", comparator=ENGLAND)
    assert [row.head for row in table.rows] == sorted(share.label for share in ABSENCE)
    assert table.heads == ("School", "Pupils", "Out of", "Share", "95% range", "England")
    assert table.rows[3].cells == ("67", "168", "39.9%", "32.8 to 47.4", "27.8%")
    assert table.rows[4].cells == ("–", "–", "not enough yet", "–", "27.8%")
    assert all(len(row.cells) + 1 == len(table.heads) for row in table.rows)
