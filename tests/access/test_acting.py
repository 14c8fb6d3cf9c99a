"""Who acts: told to the database for one transaction, put back afterwards, never carried over."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from accord.access.acting import NOBODY, Actor, acting, current_actor
from cast import ALDORIA, BORLAND, as_nation, make_element, make_label

THREADS = 8
TRANSACTIONS = 150
NATIONS = [Actor(account=n * 10, party=n, parties=(n, 99)) for n in range(1, 6)]


class Oops(Exception):
    """Something fails in the middle."""


def told() -> tuple[int | None, int | None, list[int]]:
    """What the database believes about who acts."""
    with connection.cursor() as cursor:
        cursor.execute("select access.account(), access.party(), access.audiences()")
        return cursor.fetchone()


def believes(actor: Actor) -> bool:
    return told() == (actor.account, actor.party, list(actor.parties)) and current_actor() == actor


@pytest.mark.django_db
def test_inner_actor_acts_until_its_block_ends():
    one, other = NATIONS[:2]
    with acting(one):
        with acting(other):
            assert believes(other)
        assert believes(one)
    assert believes(NOBODY)


@pytest.mark.django_db
def test_failure_of_the_inner_block_leaves_the_outer_actor():
    one, other = NATIONS[:2]
    with acting(one):
        with pytest.raises(Oops), acting(other):
            raise Oops
        assert believes(one)


@pytest.mark.django_db
def test_rolled_back_savepoint_leaves_the_actor():
    one, other = NATIONS[:2]
    with acting(one):
        with transaction.atomic():
            with acting(other):
                pass
            transaction.set_rollback(True)
        assert believes(one)


@pytest.mark.django_db
def test_failed_statement_does_not_leave_anybody_acting():
    with (
        pytest.raises(Exception, match="division by zero"),
        acting(NATIONS[0]),
        connection.cursor() as cursor,
    ):
        cursor.execute("select 1 / 0")
    assert believes(NOBODY)


@pytest.mark.django_db
def test_lazy_list_is_read_with_the_rights_of_whoever_reads_it():
    make_element(label=make_label(ALDORIA))
    from accord.forces.models import Element

    with acting(as_nation(ALDORIA)):
        lazy = Element.objects.all()
    with acting(as_nation(BORLAND)):
        assert list(lazy) == []


def act_at_random(dice: random.Random, depth: int) -> int:
    """One block with blocks, savepoints and failures inside; the number of moments at which the wrong one acted."""
    actor = dice.choice(NATIONS)
    with acting(actor):
        wrong = not believes(actor)
        for _ in range(dice.randrange(3) if depth else 0):
            try:
                with transaction.atomic():
                    wrong += act_at_random(dice, depth - 1)
                    wrong += not believes(actor)
                    if dice.random() < 0.3:
                        raise Oops
            except Oops:
                pass
            wrong += not believes(actor)
        if dice.random() < 0.2:
            transaction.set_rollback(True)
    return wrong


def wrong_moments(seed: int, transactions: int) -> int:
    """On a connection of this thread's own: moments, within transactions and between them, with the wrong actor."""
    dice = random.Random(seed)
    wrong = 0
    try:
        for _ in range(transactions):
            wrong += act_at_random(dice, depth=2)
            wrong += not believes(NOBODY)
    finally:
        connection.close()
    return wrong


@pytest.fixture
def own_connections(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Threads with connections of their own, outside any test's transaction."""
    with django_db_blocker.unblock():
        yield
        connection.close()


def wrong_in_threads(transactions: int) -> int:
    with ThreadPoolExecutor(THREADS) as threads:
        return sum(threads.map(wrong_moments, range(THREADS), [transactions] * THREADS))


def test_threads_that_act_for_many_nations_never_mix_them_up(own_connections: None):
    assert wrong_in_threads(TRANSACTIONS) == 0


@pytest.mark.soak
def test_twenty_thousand_transactions_never_mix_nations_up(own_connections: None):
    assert wrong_in_threads(20_000 // THREADS) == 0


@pytest.mark.django_db
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32))
def test_actors_nest_within_a_larger_transaction(seed: int):
    assert act_at_random(random.Random(seed), depth=3) == 0
    assert current_actor() == NOBODY
