"""How the rooms are built: what services, commands and screens leave to others."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import clientpulse
from clientpulse import records
from clientpulse.errors import InputError
from clientpulse.records import fields
from clientpulse.records.lists import EVERY
from clientpulse.records.record import shape_of
from clientpulse.services import text

SOURCE = Path(clientpulse.__file__).parent
SERVICES = SOURCE / "services"

SQL = re.compile(r"\b(SELECT\s|INSERT INTO\b|UPDATE \w+ SET\b|DELETE FROM\b|PRAGMA\b)")
RUNS_SQL = {"rows", "stream", "execute", "executemany", "exec_driver_sql"}

LONGEST_BODY = 50
MOST_MODULES = 26

TYPED = {"text", "name", "line", "word", "sentence", "reach"}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(SERVICES.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.stem}.{node.name}", node


@pytest.mark.parametrize("room", ["services", "cli", "output", "views"])
def test_sql_stays_in_the_store(room: str) -> None:
    for path in (SOURCE / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert not SQL.search(node.value), (path, node.lineno)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                assert node.func.attr not in RUNS_SQL, (path, node.lineno)


def test_services_are_few_enough_to_look_through() -> None:
    flat = [path.stem for path in SERVICES.glob("*.py") if path.stem != "__init__"]
    assert len(flat) <= MOST_MODULES


def test_packages_hand_out_the_modules_that_are_there() -> None:
    for init in SERVICES.rglob("__init__.py"):
        there = {path.stem for path in init.parent.glob("*.py")} - {"__init__"}
        there |= {path.parent.name for path in init.parent.glob("*/__init__.py")}
        tree = ast.parse(init.read_text(encoding="utf-8"))
        if "names_of" in init.read_text(encoding="utf-8"):
            package = ".".join(["clientpulse", *init.parent.relative_to(SOURCE).parts])
            places = importlib.import_module(package).PLACES
            assert set(places) == there, init
            assert all(hasattr(sys.modules[package], one) for one in sum(places.values(), ()))
            continue
        listed = {
            name.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module != "typing"
            for name in node.names
        }
        assert listed - {"modules_of"} == there, init


def test_no_function_of_a_service_is_too_long_to_read() -> None:
    for name, node in functions():
        body = node.body[1:] if ast.get_docstring(node) else node.body
        if body and (node.end_lineno or 0) - body[0].lineno >= LONGEST_BODY:
            raise AssertionError(name)


@pytest.mark.parametrize("record", EVERY)
def test_what_is_typed_is_checked_by_its_declaration(record: type[records.Record]) -> None:
    for field, spec in shape_of(record).specs.items():
        if spec.kind not in TYPED:
            continue
        assert spec.label, (record, field)
        with pytest.raises(InputError, match=f"the {spec.label} is too long"):
            text.checked(record, {field: "x" * (spec.limit + 1)})
        if spec.needed:
            with pytest.raises(InputError, match=f"the {spec.label} is empty"):
                text.checked(record, {field: " "})
        else:
            assert text.checked(record, {field: None}) == {field: None}


def test_a_new_text_field_is_checked_without_a_word_from_the_service() -> None:
    @dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
    class Mistake(records.Mistake):
        cost: str | None = fields.text("cost", 10)

    with pytest.raises(InputError, match="the cost is too long: 11 characters"):
        text.checked(Mistake, {"cost": "x" * 11})
    assert text.checked(Mistake, {"cost": ""}) == {"cost": None}
