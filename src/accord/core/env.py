"""Typed readers of the environment; a name that nobody reads, or a value that does not fit, is refused."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from accord.core.errors import SetupRefused

PREFIX = "ACCORD_"
_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


class Environment:
    """Reads variables and remembers which it was asked for, so that misspelt ones can be refused."""

    def __init__(self, values: Mapping[str, str] | None = None) -> None:
        self._values = os.environ if values is None else values
        self._asked: set[str] = set()

    def text(self, name: str, default: str = "") -> str:
        """The value, or `default` where it is not set."""
        self._asked.add(name)
        return self._values.get(name, default)

    def secret(self, name: str) -> str:
        """The value of `name`, or the content of the file that `name_FILE` names; '' where neither is set."""
        if path := self.text(f"{name}_FILE"):
            try:
                return Path(path).read_text(encoding="utf-8").strip()
            except (OSError, UnicodeDecodeError) as error:
                reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
                raise SetupRefused(
                    f"{name}_FILE names {path}, which cannot be read: {reason}. "
                    f"Let it name a text file that this account may read."
                ) from None
        return self.text(name)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """True or false, written as 1/0, true/false, yes/no or on/off."""
        word = self.text(name, "true" if default else "false").strip().lower()
        if word in _TRUE:
            return True
        if word in _FALSE:
            return False
        raise SetupRefused(f"{name}={word} is neither true nor false. Write {name}=true or {name}=false.")

    def whole_number(self, name: str, default: int, *, least: int = 1, most: int = 65535) -> int:
        """A whole number between `least` and `most`."""
        word = self.text(name, str(default)).strip()
        if word.isdecimal() and least <= int(word) <= most:
            return int(word)
        raise SetupRefused(
            f"{name}={word} is not a whole number from {least} to {most}. Correct or unset it."
        )

    def words(self, name: str, default: str = "") -> list[str]:
        """A list written with commas."""
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]

    def refuse_unknown(self, also: frozenset[str] = frozenset()) -> None:
        """Raise `SetupRefused` for every `ACCORD_…` variable that no reader asked for."""
        known = self._asked | also
        unknown = sorted(name for name in self._values if name.startswith(PREFIX) and name not in known)
        if unknown:
            raise SetupRefused(
                f"Unknown setting: {', '.join(unknown)}. Known are: "
                f"{', '.join(sorted(n for n in known if n.startswith(PREFIX)))}."
            )


def data_folder(env: Environment) -> Path:
    """Where Accord keeps its database and files: `ACCORD_DATA`, else the platform's usual place."""
    if chosen := env.text("ACCORD_DATA"):
        return Path(chosen).expanduser().resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/accord")
    base = env.text("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(base) / "accord"
