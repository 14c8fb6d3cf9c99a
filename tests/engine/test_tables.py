"""Tables come as mappings, Polars or pandas frames, and give the same model."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pytest

from accord import engine
from accord.engine import EngineInputError, Interned
from engine.builders import AS_OF, Coalition
from engine.random_models import random_tables


def as_arrays(columns: dict[str, list[Any]]) -> dict[str, Any]:
    """NumPy columns, with dates as datetime64[D]."""
    dated = [name for name in columns if name.endswith(("_on", "_until"))]
    arrays = {name: np.array(values, object) for name, values in columns.items()}
    return arrays | {name: np.array(columns[name], "datetime64[D]") for name in dated}


def as_interned(columns: dict[str, list[Any]]) -> dict[str, Any]:
    """Names as codes into a list that also holds a name nobody uses."""
    named = {
        "participant",
        "holder",
        "standard",
        "interaction",
        "a",
        "b",
        "nation",
        "older",
        "newer",
        "unit",
        "parent",
    }
    found: dict[str, Any] = dict(columns)
    for name in named & set(columns):
        names = ["nobody", *sorted({value for value in columns[name] if value}, reverse=True)]
        codes = [names.index(value) if value else -1 for value in columns[name]]
        found[name] = Interned(names, np.array(codes, np.int32))
    return found


def as_polars(columns: dict[str, list[Any]]) -> pl.DataFrame:
    dates = {name: pl.Date for name in columns if name.endswith(("_on", "_until"))}
    return pl.DataFrame(columns, schema_overrides=dates)


def as_pandas(columns: dict[str, list[Any]]) -> pd.DataFrame:
    frame = pd.DataFrame(columns)
    for name in columns:
        if name.endswith(("_on", "_until")):
            frame[name] = pd.to_datetime(frame[name])
    return frame


@pytest.mark.parametrize("frame", [as_arrays, as_interned, as_polars, as_pandas, pd.DataFrame, pl.DataFrame])
def test_every_kind_of_table_gives_the_same_model(frame: Callable[[dict[str, list[Any]]], Any]) -> None:
    for seed in range(25):
        tables = random_tables(Random(seed))
        framed = {name: frame(table) if isinstance(table, dict) else table for name, table in tables.items()}
        plain, other = engine.build_model(**tables), engine.build_model(**framed)
        assert np.array_equal(plain.readiness.level, other.readiness.level)
        assert np.array_equal(plain.grades.possible, other.grades.possible)
        assert np.array_equal(plain.deciding.key, other.deciding.key)
        assert plain.names("unit") == other.names("unit")


def test_wrong_names_in_a_frame_are_refused_like_those_in_a_list() -> None:
    tables = Coalition().claim("A:XYZ", "S", 2).tables()
    tables["claims"] = as_polars(tables["claims"])
    with pytest.raises(EngineInputError) as refused:
        engine.build_model(**tables, as_of=AS_OF)
    assert [(one.column, one.value) for one in refused.value.problems] == [("holder", "A:XYZ")]


def test_wrong_interned_names_are_refused() -> None:
    tables = Coalition().plan_together().tables()
    tables["roles"]["participant"] = Interned(["A:BMS", "A:XYZ"], np.array([0, 1]))
    with pytest.raises(EngineInputError) as refused:
        engine.build_model(**tables, as_of=AS_OF)
    assert [(one.column, one.value) for one in refused.value.problems] == [("participant", "A:XYZ")]


def test_float_grades_of_a_pandas_column_with_gaps_are_read() -> None:
    tables = Coalition().claim("A:BMS", "S", 2).tables()
    tables["claims"]["grade"] = pd.Series([2.0])
    assert engine.standing(engine.build_model(**tables, as_of=AS_OF), "A:BMS", "S").grade == 2


def test_missing_grade_of_a_pandas_column_is_refused() -> None:
    tables = Coalition().claim("A:BMS", "S", 2).tables()
    tables["claims"]["grade"] = pd.Series([np.nan])
    with pytest.raises(EngineInputError) as refused:
        engine.build_model(**tables, as_of=AS_OF)
    assert refused.value.codes == {"missing-value"}


def test_time_of_day_is_dropped_from_dates() -> None:
    tables = Coalition().claim("A:BMS", "S", 2).tables()
    tables["claims"]["made_on"] = [datetime(2026, 6, 1, 23, 59)]
    assert engine.standing(engine.build_model(**tables, as_of=AS_OF), "A:BMS", "S").made_on == AS_OF
