"""Cards into the store, and out of it again."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import Pulse

SAMPLES = Path(__file__).parents[1] / "samples" / "vcards"


def vcf(folder: Path, *cards: str) -> str:
    file = folder / "people.vcf"
    texts = (f"BEGIN:VCARD\nVERSION:3.0\n{one}\nEND:VCARD\n" for one in cards)
    file.write_text("".join(texts), encoding="utf-8")
    return str(file)


def people(pulse: Pulse) -> list[tuple[str, str]]:
    return [(one["client"], one["name"]) for one in pulse.ok("contact", "list", "--json").items]


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.vcf")), ids=lambda path: path.stem)
def test_a_file_of_any_program_is_imported_and_the_second_time_changes_nothing(
    pulse: Pulse, path: Path
) -> None:
    pulse.ok("import", str(path))
    assert ("Acme GmbH", "Jürgen Größl") in [
        (client, name.removeprefix("Dr. ")) for client, name in people(pulse)
    ]
    again = pulse.ok("import", str(path), "--json").json["import"]
    assert (again["created"], again["updated"]) == (0, 0)
    pulse.ok("undo")
    assert people(pulse) == []


def test_the_same_person_from_two_programs_is_one(pulse: Pulse) -> None:
    for name in ("iphone", "android", "outlook", "google", "kaddressbook"):
        pulse.ok("import", str(SAMPLES / f"{name}.vcf"))
    at_acme = [one for one in people(pulse) if one[0] == "Acme GmbH"]
    assert at_acme == [("Acme GmbH", "Dr. Jürgen Größl")]


def test_a_card_says_of_a_client_what_a_row_would(pulse: Pulse, tmp_path: Path) -> None:
    file = vcf(
        tmp_path,
        "FN:Ann Field\nORG:Field Ltd\nTEL;TYPE=work:1234567\nTEL;TYPE=cell:7654321\n"
        "NOTE:Likes tea\nADR;TYPE=work:;;High Street 1;Bath;;BA1;UK\n"
        "CATEGORIES:Key Accounts,myContacts",
        "FN:Bo Marsh\nORG:Self-employed\nEMAIL:bo@marsh.example\nBDAY:--0412",
        "ORG:Stone AG\nNOTE:Closed in May",
    )
    pulse.ok("import", file)
    clients = {one["client"]: one for one in pulse.ok("client", "list", "--json").items}
    assert clients.keys() == {"Field Ltd", "Bo Marsh", "Stone AG"}
    assert (clients["Field Ltd"]["place"], clients["Field Ltd"]["tags"]) == (
        *("Bath", ["key-accounts"]),
    )
    assert clients["Stone AG"]["note"] == "Closed in May"
    ann, bo = pulse.ok("contact", "list", "--json").items[::-1]
    ann, bo = (ann, bo) if ann["name"] == "Ann Field" else (bo, ann)
    assert ann["phone"] == "1234567 (work), 7654321 (mobile)"
    assert ann["note"] == "Likes tea\nHigh Street 1, BA1, Bath, UK"
    assert (bo["client"], bo["birthday"]) == ("Bo Marsh", "--04-12")


def test_all_of_a_file_are_people_of_the_client_who_is_named(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Stone Ltd", "--note", "ours")
    file = vcf(
        tmp_path, "FN:Ann Field\nORG:Field Ltd", "FN:Bo Marsh\nCATEGORIES:family", "ORG:Wood"
    )
    pulse.ok("import", file, "--client", "stone")
    assert sorted(people(pulse)) == [
        *(("Stone Ltd", "Ann Field"), ("Stone Ltd", "Bo Marsh"), ("Stone Ltd", "Wood")),
    ]
    (client,) = pulse.ok("client", "list", "--json").items
    assert (client["note"], client["tags"]) == ("ours", [])
    again = pulse.ok("import", file, "--client", "stone", "--json").json["import"]
    assert again["created"] == again["updated"] == 0
    assert "no client" in pulse.fails(3, "import", file, "--client", "nobody").err
    csv = tmp_path / "x.csv"
    csv.write_text("name\nAnn\n")
    assert "this file is none" in pulse.fails(2, "import", str(csv), "--client", "stone").err


def test_what_cannot_be_used_is_refused_by_its_line(pulse: Pulse, tmp_path: Path) -> None:
    file = vcf(
        tmp_path, f"FN:{'x' * 100_000}", "TEL:1", "FN:Ann\x1b[31m\u202e\x00 Field\nBDAY:soon"
    )
    outcome = pulse.ok("import", file)
    assert "line 1: the contact's name is too long: 100,000 characters" in outcome.err
    assert "line 5: neither a company, a person's name nor an e-mail address" in outcome.err
    assert 'line 9: "soon" isn\'t a birthday: left out' in outcome.err
    assert not {"\x1b", "\u202e"} & {*outcome.out, *outcome.err, *pulse.ok("contact", "list").out}
    assert people(pulse) == [("Ann\x1b[31m\u202e Field", "Ann\x1b[31m\u202e Field")]


def test_a_file_that_holds_cards_holds_no_touchpoints(pulse: Pulse, tmp_path: Path) -> None:
    file = vcf(tmp_path, "FN:Ann")
    assert "holds clients (vCard)" in pulse.fails(5, "import", file, "--kind", "touchpoints").err


def test_an_export_read_back_changes_nothing(pulse: Pulse, tmp_path: Path) -> None:
    pulse.ok("add", "Field, Stone; Sons Ltd", "--tag", "key", "--place", "Bath, Somerset")
    pulse.ok(
        *("contact", "add", "field", "Dr. Ann van der Field", "--role", "Chair\\woman"),
        *("--email", "ann@field.example (work), af@gmail.com (front desk)"),
        *("--phone", "+44 (0)20 7946 0001 (mobile), 555 0102", "--birthday", "12 apr"),
        *("--note", "ours alone"),
    )
    pulse.ok("add", "Carla Bianchi", "--contact", "Carla Bianchi", "--email", "c@x.example")
    pulse.ok("add", "Marsh & Co", "--contact", "Marsh & Co", "--email", "info@marsh.example")
    file = tmp_path / "people.vcf"
    assert pulse.ok("export", str(file)).out == f"Exported 3 contacts to {file}\n"
    assert file.stat().st_mode & 0o777 == 0o600
    data = file.read_bytes()
    assert b"ours alone" not in data
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert data.count(b"\n") == data.count(b"\r\n")
    assert pulse.ok("export", "-", "--kind", "contacts").out.encode() == data

    again = pulse.ok("import", str(file), "--json").json["import"]
    assert (again["created"], again["updated"]) == (0, 0)

    def said() -> list[tuple[str, ...]]:
        keys = ("client", "name", "role", "email", "phone", "birthday")
        found = pulse.ok("contact", "list", "--json").items
        return sorted(tuple(str(one[key]) for key in keys) for one in found)

    before = said()
    pulse.store = tmp_path / "other.db"
    pulse.ok("import", str(file))
    assert said() == before
    clients = {one["client"]: one for one in pulse.ok("client", "list", "--json").items}
    sons = clients["Field, Stone; Sons Ltd"]
    assert (sons["tags"], sons["place"]) == (["key"], "Bath, Somerset")


def test_the_name_of_a_file_says_that_people_are_written(pulse: Pulse, tmp_path: Path) -> None:
    csv, cards = str(tmp_path / "x.csv"), str(tmp_path / "x.vcf")
    assert "name the file .vcf" in pulse.fails(2, "export", csv, "--kind", "contacts").err
    assert "holds contacts" in pulse.fails(2, "export", cards, "--kind", "clients").err
    assert "isn't a kind" in pulse.fails(2, "import", csv, "--kind", "contacts").err
    pulse.ok("export", cards)
    assert Path(cards).read_bytes() == b""
