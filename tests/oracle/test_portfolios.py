"""The product and the naive engine agree about thousands of made-up clients.

See ``reference``. A failure names the first client about whom they differ, with all that is
known of it, so that it can be put into a test of its own.
"""

from datetime import date
from pprint import pformat

import portfolios
import pytest
import reference
import relationship
from product import Product

from tests import hostile

FIELDS = (
    *("client", "key", "rule", "status", "due_on", "act_by", "days_overdue", "interval"),
    *("last_on", "last_channel", "class"),
)


def only(fields, items):
    return [{field: item[field] for field in fields} for item in items]


def check_due(actual, expected, clients, case):
    actual = only(FIELDS, actual)
    if actual == expected:
        return
    for client in clients:
        ours = [i for i in expected if i["key"] == client["key"]]
        theirs = [i for i in actual if i["key"] == client["key"]]
        if sorted(map(str, ours)) != sorted(map(str, theirs)):
            pytest.fail(explain(case, client, theirs, ours))
    place = next(n for n, (a, e) in enumerate(zip(actual, expected, strict=True)) if a != e)
    pytest.fail(explain(case, f"order, item {place}", actual[place:][:4], expected[place:][:4]))


def check_report(actual, expected, clients, case):
    actual = {item["key"]: item for item in actual}
    assert actual.keys() == expected.keys(), case
    for client in clients:
        if client["key"] in expected:
            ours = expected[client["key"]]
            (theirs,) = only(ours, [actual[client["key"]]])
            if theirs != ours:
                wrong = [field for field in ours if ours[field] != theirs[field]]
                pytest.fail(
                    explain(case, client, *({f: i[f] for f in wrong} for i in (theirs, ours)))
                )


def explain(case, about, product, oracle):
    parts = {"about": about, "product": product, "oracle": oracle}
    return "\n".join([case, *(f"{name}: {pformat(part)}" for name, part in parts.items())])


@pytest.mark.parametrize("seed", range(30 if hostile.THOROUGH else 12))
def test_both_engines_agree(seed, tmp_path, monkeypatch, thorough):
    clients, policy, todays, within = portfolios.portfolio(seed, 150 if thorough else 30)
    default = policy is reference.POLICY
    product = Product(tmp_path, clients, None if default else policy, monkeypatch)
    for today in todays:
        case = f"seed {seed}, today {today}, {policy}"
        check_due(
            product.answer(today, "due"), reference.due(clients, policy, today), clients, case
        )
        for span in ("2w", within):
            check_due(
                product.answer(today, "due", "--within", span),
                reference.due(clients, policy, today, span),
                clients,
                f"{case}, within {span}",
            )
        expected = reference.report(clients, policy, today)
        check_report(product.answer(today, "report"), expected, clients, case)
        for key in list(expected)[:5]:
            shown = product.command(today, "show", key)
            assert only(expected[key], [shown]) == [expected[key]], f"{case}, show {key}"


def test_every_name_of_an_interval_that_is_typed(tmp_path, monkeypatch):
    product = Product(tmp_path, [], None, monkeypatch)
    today = date(2027, 2, 28)
    clients = []
    for number, name in enumerate([*reference.NAMES, "none", "31d", "6w", "999m"]):
        for own in (name, None):
            key = f"c{number:02}{'-own' if own else ''}"
            words = ["add", key, "--since", "2026-01-31", "--meet", name]
            product.command(today, *words, *(["--update", own] if own else []))
            clients.append(
                reference.client(key, date(2026, 1, 31), meeting_interval=name, update_interval=own)
            )
    expected = reference.due(clients, reference.POLICY, today, "1y")
    check_due(product.answer(today, "due", "--within", "1y"), expected, clients, "names")
    expected = reference.report(clients, reference.POLICY, today)
    check_report(product.answer(today, "report"), expected, clients, "names")


@pytest.mark.parametrize("house", ["none", "9d"])
def test_a_client_s_own_rule_holds_whatever_the_house_s_is(house, tmp_path, monkeypatch):
    """The product reads less for rules that are off; what one client still wants, it reads."""
    today = date(2026, 11, 20)
    met = {"on": date(2026, 11, 2), "channel": "meeting", "direction": "outbound"}
    open_things = {
        "commitments": [{"owed_by": "client", "what": "x", "due_on": met["on"]}],
        "mistakes": [{"what": "x", "entered_on": met["on"], "told_on": met["on"]}],
        "projects": [{"name": "x", "started_on": met["on"], "finished_on": met["on"]}],
    }
    for commitment in open_things["commitments"]:
        commitment |= {"done_on": None, "dropped_on": None}
    fixed = {"fix_by": None, "fixed_on": date(2026, 11, 9)}
    open_things["mistakes"] = [one | fixed for one in open_things["mistakes"]]
    rules = [rule for rule in relationship.RULES if rule not in relationship.WITHOUT_INTERVAL]
    clients = [
        reference.client(f"c-{rule}", met["on"], rules={rule: "2d"}, touchpoints=[met])
        | open_things
        for rule in rules
    ]
    policy = reference.POLICY | {"rules": dict.fromkeys(rules, house)}
    product = Product(tmp_path, clients, policy, monkeypatch)
    expected = reference.due(clients, policy, today)
    if house == "none":
        on = {item["rule"] for item in expected}
        assert on == {*rules} - {"make_good"}  # what was made good already
    check_due(product.answer(today, "due"), expected, clients, f"house {house}")


def test_a_store_that_was_moved_says_the_same(tmp_path, monkeypatch):
    """The export keeps all that the rules read, and the order in which it was entered."""
    clients, policy, todays, within = portfolios.portfolio(7, 60)
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    here = Product(tmp_path / "here", clients, policy, monkeypatch)
    here.command(todays[0], "export", str(tmp_path / "all.json"))
    there = Product(tmp_path / "there", [], policy, monkeypatch)
    moved = there.command(todays[0], "import", str(tmp_path / "all.json"))
    assert moved["import"]["refused"] == 0
    for words in (("due", "--within", within), ("report",)):
        here_says, there_says = (each.answer(todays[1], *words) for each in (here, there))
        for item in here_says + there_says:
            item.pop("ref", None)  # numbers are given anew
        assert there_says == here_says


def test_how_often_a_client_was_chased_decides_how_next(tmp_path, monkeypatch):
    """One way to ask for each time, up to the third; from then on a call."""
    said = {}
    for seed in (101, 102, 103):
        clients, policy, todays, _ = portfolios.portfolio(seed, 150)
        (tmp_path / str(seed)).mkdir()
        product = Product(tmp_path / str(seed), clients, policy, monkeypatch)
        by_key = {client["key"]: client for client in clients}
        for today in todays:
            for item in product.answer(today, "due", "--within", "1y"):
                if item["rule"] == "chase":
                    *_, chases = relationship.series_of_chases(by_key[item["key"]], today)
                    said.setdefault(min(3, len(chases)), set()).add(item["suggestion"])
    assert sorted(said) == [0, 1, 2, 3]
    assert all(len(suggestions) == 1 for suggestions in said.values()), said
    assert len(set.union(*said.values())) == 4
    assert said[3].pop().startswith("call them")
