"""Functions and files stay small enough to be read at once."""

from __future__ import annotations

from architecture.source import TESTS, code_lines, functions, modules

LONGEST_FUNCTION, LONGEST_FILE, LONGEST_VIEW = 40, 400, 15


def test_functions_fit_a_screen():
    found = {
        f"{module.path} {function.name}": lines
        for module in modules()
        for function in functions(module.tree)
        if (lines := code_lines(module.text, function)) > LONGEST_FUNCTION
    }
    assert found == {}


def test_views_translate_call_once_and_render():
    found = {
        f"{module.path} {function.name}": lines
        for module in modules()
        if module.path.startswith("web/views/")
        for function in functions(module.tree)
        if (lines := code_lines(module.text, function)) > LONGEST_VIEW
    }
    assert found == {}


def test_files_are_split_before_they_grow_long():
    everything = [*modules(), *modules(TESTS)]
    found = {m.path: lines for m in everything if (lines := code_lines(m.text)) > LONGEST_FILE}
    assert found == {}


def test_counting_leaves_out_what_is_not_code():
    text = '"""Doc."""\n\n# why\ndef f():\n    """Doc\n    more."""\n\n    # why\n    return """a\nb"""\n'
    assert code_lines(text) == 3
