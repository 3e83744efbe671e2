"""A template reaches the values it is given and nothing else, and can't run away."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Undefined

from clientpulse.errors import InputError
from clientpulse.letters import finding, rendering, sandbox, values
from clientpulse.letters.kinds import KINDS
from clientpulse.letters.rendering import SECONDS, Renderer
from clientpulse.letters.sample import full

FILE = Path("/templates/update.j2")
VALUES = {
    "client": {"name": "Acme", "contact": ""},
    "news": ["one", "two"],
    "meeting": None,
    "promises": [{"what": "the form", "by": None}],
    "long": True,
}


@pytest.fixture(autouse=True)
def _a_patient_parent(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the answer may come late; that it has to come is what is tested."""
    monkeypatch.setattr(rendering, "SECONDS", 60.0)


own_process = pytest.mark.own_process


def render(template: str, values: dict[str, Any] | None = None) -> str:
    with Renderer() as renderer:
        return renderer.render(template, VALUES if values is None else values, FILE)


def refused(template: str) -> InputError:
    with pytest.raises(InputError) as caught:
        render(template)
    assert str(FILE) in caught.value.message
    assert caught.value.hint
    assert "\n" not in caught.value.message + caught.value.hint
    return caught.value


def test_values_loops_and_conditions_are_filled_in() -> None:
    made = render("{{ client.name }}:{% for one in news %} {{ one|upper }}{% endfor %}")
    assert made == "Acme: ONE TWO"
    assert render("{% filter upper %}{{ client.name }}{% endfilter %}") == "ACME"


def test_a_line_with_nothing_but_a_tag_leaves_no_line_behind() -> None:
    made = render(
        "a\n{% if long %}\n  {% for one in news %}\n- {{ one }}\n{% endfor %}\n{% endif %}\nb\n"
    )
    assert made == "a\n- one\n- two\nb\n"


def test_a_tag_at_the_end_of_a_line_leaves_the_lines_end_alone() -> None:
    assert render("a {% if long %}yes{% endif %}\nb {# x #}\nc") == "a yes\nb \nc"


def test_what_somebody_typed_is_never_read_as_a_template() -> None:
    typed = "{{ client }} {% for x in y %} {# #}"
    assert render("{{ note }}", {"note": typed}) == typed


def test_sentence_adds_the_full_stop_that_is_missing() -> None:
    made = [render("{{ text|sentence }}", {"text": text}) for text in ("a", "a.", "a?", "a… ", "")]
    assert made == ["a.", "a.", "a?", "a…", ""]
    typed = ("we check (twice)", "(We check.)", "“Done!”", "“done”", "all done :)")
    made = [render("{{ text|sentence }}", {"text": text}) for text in typed]
    assert made == ["we check (twice).", "(We check.)", "“Done!”", "“done”.", "all done :)"]


@pytest.mark.parametrize(
    ("template", "line", "wrong", "there"),
    [
        ("{{ clinet.name }}", 1, "'clinet'", "client, long, meeting, news, promises"),
        ("a\n\n{% if clinet %}{% endif %}", 3, "'clinet'", "client, long"),
        ("a\n{{ client.nmae }}", 2, "client has no 'nmae'", "contact, name"),
        ("{{ client['nmae'] }}", 1, "client has no 'nmae'", "contact, name"),
        ("\n\n\n{% for one in promises %}{{ one.wat }}{% endfor %}", 4, "'wat'", "by, what"),
        ("\n{{ meeting.day }}", 2, "'day' is asked of something that is empty", "{% if"),
        ("{{ cycler.__init__.__globals__ }}", 1, "no name 'cycler'", "client"),
        ("{{ namespace }}", 1, "no name 'namespace'", "client"),
    ],
)
def test_a_mistyped_name_is_an_error_that_says_which_names_there_are(
    template: str, line: int, wrong: str, there: str
) -> None:
    error = refused(template)
    assert f"line {line}:" in error.message
    assert wrong in error.message
    assert there in error.hint


def test_what_says_a_missing_name_in_other_words_is_still_inside_jinja() -> None:
    # Private, and there is no public way; without it the names there are would go unsaid.
    assert isinstance(Undefined._undefined_message, property)
    assert refused("{{ client.wat }}").hint == "it has contact, name"


def test_a_name_is_missed_even_where_this_letter_does_not_need_it() -> None:
    assert (
        "line 2: there is no name 'oops'"
        in refused("a\n{% if meeting %}{{ oops }}{% endif %}").message
    )


def test_who_asks_whether_there_is_a_name_gets_an_answer() -> None:
    assert render("{{ oops is defined }} {{ oops|default('none') }} {{ client is defined }}") == (
        "False none True"
    )


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__ }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ ''['__class__'] }}",
        "{{ news.__class__ }}",
        "{{ client.__class__ }}",
        "{{ client['__class__'].__base__ }}",
        "{{ client.update({'a': 1}) }}",
        "{{ news.append(1) }}",
        "{{ news|attr('__class__') }}",
        "{{ '{0.__class__}'.format(client) }}",
        "{{ '{0.__class__}'|format(client).format(1) }}",
        "{{ ('{0.__class__}'|safe).format(client) }}",
        "{{ self._TemplateReference__context }}",
        "{{ self.__init__.__globals__ }}",
        "{{ range.__init__.__globals__ }}",
        "{{ lipsum.__globals__['os'] }}",
        "{{ joiner.__init__ }}",
        "{% macro m() %}{% endmacro %}{{ m.__globals__ }}",
        "{% macro m() %}{% endmacro %}{{ m._func.__code__ }}",
        "{% for one in news %}{{ loop.__class__ }}{% endfor %}",
        "{{ (1).__class__ }}",
        "{{ undefined_name.__class__ }}",
        "{{ [].__iter__.__self__.__class__ }}",
        "{{ client.keys.__self__ }}",
        "{{ news|map(attribute='__class__')|first + 1 }}",
    ],
)
def test_nothing_but_the_values_is_within_reach(template: str) -> None:
    assert "line 1:" in refused(template).message


@pytest.mark.parametrize(
    "template",
    [
        "{% include '/etc/passwd' %}",
        "{% include 'update.j2' ignore missing %}",
        "{% import 'x' as x %}",
        "{% from 'x' import y %}",
        "{% extends 'x' %}",
    ],
)
def test_no_other_file_is_taken_in(template: str) -> None:
    error = refused(f"Subject: x\n{template}")
    assert "line 2: a template can't take in another file" in error.message


ENDLESS = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"


@own_process
@pytest.mark.parametrize(
    "template",
    [
        ENDLESS,
        "{% for a in range(99999) %}{% set b = news|sort|join|length %}{% endfor %}"
        "{% for a in range(99999) %}{% for b in range(999) %}{% endfor %}{% endfor %}",
        "{% for a in range(99999) %}{% for b in range(9999) %}{{ '' }}{% endfor %}{% endfor %}",
    ],
)
def test_what_takes_too_long_ends_itself_and_says_which_line_it_was(template: str) -> None:
    error = refused(f"\n{template}")
    assert "line 2: it takes longer than two seconds" in error.message


@own_process
def test_what_does_not_end_itself_in_time_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rendering, "SECONDS", 0.1)
    assert refused(ENDLESS).message == f"{FILE}: it takes longer than two seconds"


def test_it_ends_itself_before_it_is_ended() -> None:
    assert sandbox.SECONDS < SECONDS


@own_process
@pytest.mark.parametrize(
    "template",
    [
        "{{ 'a' * 10**10 }}",
        "{{ 10**10 * 'a' }}",
        "{{ [1] * 10**10 }}",
        "{{ 'a'|center(10**9) }}",
        "{{ '%1000000000d'|format(1) }}",
        "{{ '{:>1000000000}'.format(1) }}",
        "{{ 'a'.ljust(10**9) }}",
        "{{ 'a'.zfill(10**9) }}",
        "{{ 'a'|indent(10**9, true) }}",
        "{{ range(10**9)|list }}",
        "{{ 10 ** (10 ** 10) }}",
        "{{ (2 ** 64) ** (2 ** 64) }}",
        "{% set x = 'a'|center(50000) %}{% for i in range(99999) %}{{ x }}{% endfor %}",
        "{% macro m(x) %}{{ m(x ~ x) }}{% endmacro %}{{ m('aaaaaaaaaaaaaaaa') }}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_what_wants_too_much_is_refused(template: str) -> None:
    assert "line 2:" in refused(f"\n{template}").message


@own_process
@pytest.mark.parametrize("template", ["(" * 5000, "[" * 5000 + "]" * 5000, "-" * 20000 + "1"])
def test_what_is_nested_too_deeply_is_refused(template: str) -> None:
    refused(f"{{{{ {template} }}}}")


@pytest.mark.parametrize(
    ("template", "line"),
    [
        ("a\n{% if %}", 2),
        ("{% if long %}\na", 2),
        ("\n\n{{ client.name", 3),
        ("{{ 1|nosuchfilter }}", 1),
        ("\n{{ 1 is nosuchtest }}", 2),
        ("{% nosuchtag %}", 1),
        ("\n\n{{ 1 / 0 }}", 3),
        ("{{ 'a' + 1 }}", 1),
        ("{% call client.name() %}{% endcall %}", 1),
    ],
)
def test_a_mistake_names_its_line(template: str, line: int) -> None:
    assert f"line {line}:" in refused(template).message


@pytest.mark.parametrize("template", ["{{ 1|uper }}", "{{ 1 is oddly }}", "{{ 1|attr('real') }}"])
def test_a_mistyped_filter_or_test_is_told_which_there_are(template: str) -> None:
    error = refused(template)
    assert "sentence" in error.hint
    assert "File" not in error.hint


@own_process
def test_the_process_knows_nothing_of_the_environment_and_ends(monkeypatch) -> None:
    monkeypatch.setenv("SECRET", "x")
    with Renderer() as renderer:
        process = renderer._process
        environment = Path(f"/proc/{process.pid}/environ")
        if environment.exists():
            renderer._is_ready()
            assert b"SECRET" not in environment.read_bytes()
    assert process.returncode is not None


@own_process
def test_a_process_that_cannot_start_is_said_so(monkeypatch) -> None:
    from clientpulse.errors import StoreError

    monkeypatch.setattr("clientpulse.letters.rendering.sys.executable", "/nowhere/python")
    with pytest.raises(StoreError, match="can't be filled in"):
        Renderer()
    monkeypatch.setattr("clientpulse.letters.rendering.sys.executable", "/bin/false")
    with pytest.raises(StoreError, match="doesn't start"):
        render("a")


@own_process
@pytest.mark.parametrize("kind", KINDS)
def test_the_process_makes_of_our_letters_what_is_made_of_them_without_it(kind: str) -> None:
    template = finding.find(kind, "en", Path("/nowhere"))
    source = finding.read(template.path)
    filled = values.plain(full(kind, "long"), "en")
    request = json.dumps({"source": source, "values": filled, "html": False}).encode()
    answered = json.loads(sandbox.answer(sandbox.build_environment(), request))
    assert render(source, filled) == answered["text"]
