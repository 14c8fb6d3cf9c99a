"""Dates as sources write them, compared by the earliest day that they can mean."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accord.core.dates import PartialDate, PartialDateError, Precision, day_text, first_day_of, partial_text


@pytest.mark.parametrize(
    ("text", "first_day", "precision"),
    [
        ("2014", date(2014, 1, 1), Precision.YEAR),
        ("2014-10", date(2014, 10, 1), Precision.MONTH),
        ("2014-10-24", date(2014, 10, 24), Precision.DAY),
        ("2024-02-29", date(2024, 2, 29), Precision.DAY),
    ],
)
def test_partial_date_keeps_its_text_and_knows_its_first_day(
    text: str, first_day: date, precision: Precision
):
    assert PartialDate.parse(text) == PartialDate(text, first_day, precision)


@pytest.mark.parametrize(
    "text",
    ["", "14", "2014-", "2014-1", "2014-10-", "2014/10/24", "24.10.2014", " 2014", "2014\n", "２０１４x"],
)
def test_text_of_another_form_is_refused(text: str):
    with pytest.raises(PartialDateError, match="Write it as 2014, 2014-10 or 2014-10-24"):
        PartialDate.parse(text)


@pytest.mark.parametrize("text", ["2014-13", "2014-00", "2023-02-29", "2014-04-31", "0000"])
def test_day_that_does_not_exist_is_refused(text: str):
    with pytest.raises(PartialDateError, match="does not exist"):
        PartialDate.parse(text)


def test_empty_text_means_unknown():
    assert first_day_of("") is None
    assert partial_text("") == ""


@pytest.mark.parametrize(
    ("text", "shown"), [("2014", "2014"), ("2014-10", "Oct 2014"), ("2014-10-04", "4 Oct 2014")]
)
def test_people_read_no_more_precision_than_the_source_gives(text: str, shown: str):
    assert partial_text(text) == shown


@given(st.dates())
def test_whole_dates_survive_reading(day: date):
    assert first_day_of(day.isoformat()) == day


@given(st.dates())
def test_coarser_text_never_begins_later(day: date):
    text = day.isoformat()
    assert first_day_of(text[:4]) <= first_day_of(text[:7]) <= day


def test_day_is_written_with_the_month_in_letters():
    assert day_text(date(2027, 3, 14)) == "14 Mar 2027"
