"""Settings from the environment: what does not fit, or is read by nobody, is refused with the next step."""

from __future__ import annotations

from pathlib import Path

import pytest

from accord.core.env import Environment, data_folder
from accord.core.errors import SetupRefused


@pytest.mark.parametrize("word", ["1", "true", "YES", " on "])
def test_flag_is_true_for_its_four_words(word: str):
    assert Environment({"ACCORD_X": word}).flag("ACCORD_X") is True


@pytest.mark.parametrize("word", ["0", "false", "No", "off", ""])
def test_flag_is_false_for_its_words_and_for_nothing(word: str):
    assert Environment({"ACCORD_X": word}).flag("ACCORD_X", default=True) is False


def test_flag_that_is_not_set_is_its_default():
    assert Environment({}).flag("ACCORD_X", default=True) is True


def test_flag_with_another_word_is_refused():
    with pytest.raises(SetupRefused, match="ACCORD_X=maybe is neither true nor false"):
        Environment({"ACCORD_X": "maybe"}).flag("ACCORD_X")


@pytest.mark.parametrize("word", ["0", "65536", "80.5", "-1", "port", "", "8_0"])
def test_number_outside_its_range_is_refused(word: str):
    with pytest.raises(SetupRefused, match="not a whole number from 1 to 65535"):
        Environment({"ACCORD_PORT": word}).whole_number("ACCORD_PORT", 8000)


@pytest.mark.parametrize(("word", "number"), [("1", 1), ("65535", 65535), (" 80 ", 80)])
def test_number_at_the_edge_of_its_range_is_taken(word: str, number: int):
    assert Environment({"ACCORD_PORT": word}).whole_number("ACCORD_PORT", 8000) == number


def test_words_are_split_at_commas():
    assert Environment({"ACCORD_HOSTS": " a, b ,,c"}).words("ACCORD_HOSTS") == ["a", "b", "c"]


def test_secret_is_read_from_the_file_that_is_named(tmp_path: Path):
    (tmp_path / "secret").write_text("s3cret\n")
    assert Environment({"ACCORD_KEY_FILE": str(tmp_path / "secret")}).secret("ACCORD_KEY") == "s3cret"


def test_secret_without_a_file_is_the_value_itself():
    assert Environment({"ACCORD_KEY": "s3cret"}).secret("ACCORD_KEY") == "s3cret"


def test_secret_in_a_file_that_does_not_exist_is_refused(tmp_path: Path):
    with pytest.raises(SetupRefused, match=r"ACCORD_KEY_FILE names .*No such file"):
        Environment({"ACCORD_KEY_FILE": str(tmp_path / "none")}).secret("ACCORD_KEY")


def test_secret_in_a_file_that_is_no_text_is_refused(tmp_path: Path):
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SetupRefused, match="not UTF-8 text"):
        Environment({"ACCORD_KEY_FILE": str(tmp_path / "binary")}).secret("ACCORD_KEY")


def test_variable_that_nobody_reads_is_refused_beside_those_that_are_known():
    env = Environment({"ACCORD_PROT": "80", "ACCORD_PORT": "80", "HOME": "/"})
    env.whole_number("ACCORD_PORT", 8000)
    with pytest.raises(
        SetupRefused, match=r"Unknown setting: ACCORD_PROT\. Known are: ACCORD_PORT, ACCORD_SOON\."
    ):
        env.refuse_unknown(also=frozenset({"ACCORD_SOON"}))


def test_variables_that_are_read_pass():
    env = Environment({"ACCORD_PORT": "80", "OTHER": "x"})
    assert env.text("ACCORD_PORT") == "80"
    assert env.refuse_unknown() is None


def test_data_folder_is_the_one_that_is_named(tmp_path: Path):
    assert data_folder(Environment({"ACCORD_DATA": str(tmp_path / "a" / ".." / "b")})) == tmp_path / "b"


def test_data_folder_follows_the_platform(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("os.geteuid", lambda: 1000)
    assert data_folder(Environment({"XDG_DATA_HOME": "/home/me/data"})) == Path("/home/me/data/accord")
    monkeypatch.setattr("os.geteuid", lambda: 0)
    assert data_folder(Environment({"XDG_DATA_HOME": "/home/me/data"})) == Path("/var/lib/accord")
