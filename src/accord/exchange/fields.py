"""Read the fields of one record by name and kind; what is missing or misshapen is refused with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from accord.core.dates import PartialDate, PartialDateError
from accord.exchange.refusals import ImportRefused
from accord.exchange.strict_yaml import Value

Word = TypeVar("Word", bound=StrEnum)
T = TypeVar("T")


class Fields:
    """A mapping of one record. `path` is where it stands inside the record, '' at the top.

    Remembers which fields were read, so that fields nobody knows can be reported.
    """

    def __init__(self, values: Mapping[str, Value], *, file: str, record: str, path: str = "") -> None:
        self.file, self.record, self.path = file, record, path
        self._values = values
        self._read: set[str] = set()
        self._inner: list[Fields] = []

    def __contains__(self, field: str) -> bool:
        return field in self._values

    def refused(self, field: str, reason: str) -> ImportRefused:
        """The refusal of a field of this record."""
        return ImportRefused(reason, file=self.file, record=self.record, field=self._place(field))

    def _place(self, field: str) -> str:
        return f"{self.path}.{field}" if self.path else field

    def _value(self, field: str) -> Value:
        self._read.add(field)
        if field not in self._values:
            raise self.refused(field, "is missing.")
        return self._values[field]

    def text(self, field: str) -> str:
        """The text without blanks around it; may be empty."""
        return self.written(field).strip()

    def written(self, field: str) -> str:
        """The text exactly as it is written."""
        value = self._value(field)
        if not isinstance(value, str):
            raise self.refused(field, "holds a list or mapping where a text belongs.")
        return value

    def needed(self, field: str) -> str:
        """The text, which must not be empty."""
        text = self.text(field)
        if not text:
            raise self.refused(field, "is empty.")
        return text

    def key(self, field: str) -> str:
        """The text as a key; keys stand in addresses, so they hold no slash."""
        text = self.needed(field)
        if "/" in text:
            raise self.refused(field, f"is “{text}”, and no address can be made of a key with a slash.")
        return text

    def maybe(self, field: str) -> str:
        """The text; '' also where the field is missing."""
        return self.text(field) if field in self._values else ""

    def word(self, field: str, vocabulary: type[Word]) -> Word:
        """A word of a vocabulary."""
        return self._parsed(field, vocabulary, f"is not one of {', '.join(vocabulary)}.")

    def whole_number(self, field: str, most: int = 1000) -> int:
        """A whole number from 0 to `most`."""
        text = self.needed(field)
        if not (text.isascii() and text.isdecimal() and len(text) < 10 and int(text) <= most):
            raise self.refused(field, f"“{text}” is not a whole number from 0 to {most}.")
        return int(text)

    def date(self, field: str) -> str:
        """A date, month, year or nothing, as it is written."""
        text = self.text(field)
        try:
            return PartialDate.parse(text).text if text else ""
        except PartialDateError as error:
            raise self.refused(field, str(error)) from None

    def uuid(self, field: str) -> str:
        """A UUID in its usual form."""
        return str(self._parsed(field, UUID, "is not a UUID."))

    def _parsed(self, field: str, parse: Callable[[str], T], otherwise: str) -> T:
        text = self.needed(field)
        try:
            return parse(text)
        except ValueError:
            raise self.refused(field, f"“{text}” {otherwise}") from None

    def inner(self, field: str) -> Fields:
        """The mapping that stands in the field."""
        value = self._value(field)
        if not isinstance(value, dict):
            raise self.refused(field, "holds a text or list where a mapping belongs.")
        return self._below(value, self._place(field))

    def _below(self, values: Mapping[str, Value], path: str) -> Fields:
        fields = Fields(values, file=self.file, record=self.record, path=path)
        self._inner.append(fields)
        return fields

    def _items(self, field: str) -> list[Value]:
        value = self._value(field)
        if value == "":  # an empty value stands for the empty list
            return []
        if not isinstance(value, list):
            raise self.refused(field, "holds something else where a list belongs.")
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """The list of texts that stands in the field, often empty."""
        items = self._items(field)
        if not all(isinstance(item, str) and item.strip() for item in items):
            raise self.refused(field, "holds something else than texts.")
        return tuple(str(item).strip() for item in items)

    def rows(self, field: str) -> list[Fields]:
        """The list of mappings that stands in the field, often empty."""
        place = self._place(field)
        rows = []
        for number, item in enumerate(self._items(field), start=1):
            if not isinstance(item, dict):
                raise self.refused(f"{field}[{number}]", "holds something else where a mapping belongs.")
            rows.append(self._below(item, f"{place}[{number}]"))
        return rows

    def ignore(self, *fields: str) -> None:
        """Fields that are known and computed from others."""
        self._read.update(fields)

    def ignore_empty(self, *fields: str) -> None:
        """Fields that have always been empty; one that is not is a field that nobody asked for."""
        self._read.update(field for field in fields if not self._values.get(field))

    def unread(self) -> list[str]:
        """Places of fields that nobody asked for, here and below."""
        here = [self._place(field) for field in sorted(set(self._values) - self._read)]
        return here + [place for fields in self._inner for place in fields.unread()]
