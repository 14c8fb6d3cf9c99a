"""What loading would do, found by comparing records."""

from __future__ import annotations

from accord.standards.records import PublisherRecord, Tally, changes, counted, laid_over

OLD = PublisherRecord("a", "A", "Acme", "https://example.org")


def test_record_that_is_not_held_is_created() -> None:
    change = changes([OLD], [])
    assert (change.created, change.updated, change.unchanged) == ([OLD], [], [])


def test_same_record_is_unchanged() -> None:
    assert changes([OLD], [OLD]).unchanged == [OLD]


def test_field_that_the_source_is_silent_about_keeps_what_is_held() -> None:
    silent = PublisherRecord("a", "A", "Acme of Aldoria", None)
    assert laid_over(silent, OLD) == PublisherRecord("a", "A", "Acme of Aldoria", "https://example.org")
    assert changes([PublisherRecord("a", "A", "Acme")], [OLD]).unchanged == [OLD]


def test_empty_field_is_a_statement() -> None:
    assert changes([PublisherRecord("a", "A", "Acme", "")], [OLD]).updated == [
        PublisherRecord("a", "A", "Acme", "")
    ]


def test_record_that_is_no_longer_stated_is_left_alone() -> None:
    assert changes([], [OLD]).written == []


def test_counts_name_every_kind_that_was_stated() -> None:
    assert counted([changes([OLD, PublisherRecord("b", "B", "Borland")], [OLD])]) == {
        "organization": Tally(1, 0, 1)
    }
    assert counted([changes([], [OLD])]) == {}
