"""docs/method/worked-example.md, number by number."""

from __future__ import annotations

from datetime import date

from accord import engine
from accord.engine import Interval, Part, Reason
from engine.builders import LONG_AGO, Coalition

LINK = "link-ed.2"


def example(trial: bool = True) -> engine.Model:
    coalition = Coalition().add("participants", "A:FIRES", "A:BN", "A").succeed(LINK, "link-ed.3")
    coalition.require("picture", "provider", LINK).require("picture", "consumer", LINK)
    coalition.claim("A:BMS", LINK, 4, date(2025, 1, 10), valid_until=date(2026, 3, 31))
    coalition.claim("A:BN", LINK, 3, date(2026, 2, 1), valid_until=date(2027, 1, 31))
    coalition.claim("A", "link-ed.3", 0, date(2025, 2, 1)).claim("B", "link-ed.3", 2, date(2025, 5, 1))
    coalition.play("A:BMS", "picture", "provider", 4).play("A:FIRES", "picture", "provider", 2)
    coalition.play("B:BMS", "picture", "consumer", 3, LONG_AGO)
    coalition.play("A:BMS", "plan", "peer", 3).play("B:BMS", "plan", "peer", 1)
    if trial:
        coalition.try_out("issue", date(2026, 4, 15))
    return coalition.model()


def test_grades_of_the_example() -> None:
    found = [engine.standing(example(), who, LINK) for who in ("A:BMS", "A:FIRES", "B:BMS")]
    assert [(one.grade, one.possible) for one in found] == [(2, 2), (3, 3), (2, 4)]
    assert [one.reason for one in found] == [Reason.LAPSED, Reason.EVALUATED, Reason.DECLARED]


def test_levels_of_the_example_without_the_trial() -> None:
    model = example(trial=False)
    assert engine.pair_level(model, "A:BMS", "B:BMS", "picture") == Interval(2, 2)
    assert engine.pair_level(model, "A:FIRES", "B:BMS", "picture") == Interval(2, 2)
    assert engine.pair_level(model, "A:BMS", "B:BMS", "plan") == Interval(1, 1)


def test_trial_of_the_example_refutes_the_pair_and_not_the_nations() -> None:
    pair = engine.pair_interactions(example(), "A:BMS", "B:BMS", ["picture"])[0]
    nations = engine.pair_interactions(example(), "A", "B", ["picture"])[0]
    assert (pair.interval, pair.refuted) == (Interval(1, 1), True)
    assert (nations.interval, nations.refuted) == (Interval(2, 2), False)
    assert engine.breadth(example(), "picture", 2).proven[0, 1] == 0.5


def test_scope_of_the_example() -> None:
    counts = engine.pair_counts(example(), {"picture": 2, "plan": 2}, by="nation")
    assert counts.applicable[0, 1] == 2
    assert counts.proven[:, 0, 1].tolist() == [2, 1, 0, 0]
    assert engine.coverage(counts, 2).proven[0, 1] == 0.5
    assert engine.weakest_link(counts).proven[0, 1] == 1
    assert counts.met.proven[0, 1] == 0


def test_smallest_change_of_the_example_is_a_repeat_of_the_trial() -> None:
    found = engine.explain(example(), "A", "B", "picture", 3)
    assert found.pair == ("A:BMS", "B:BMS")
    assert [(one.part, one.participant, one.partner) for one in found.smallest_change] == [
        (Part.TRIAL, "A:BMS", "B:BMS")
    ]
    other = engine.explain(example(), "A:FIRES", "B:BMS", "picture", 3)
    assert [one.order for one in other.smallest_change] == [
        ("A:FIRES", "role", "picture"),
        ("B:BMS", "standard", LINK),
    ]
