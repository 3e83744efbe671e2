"""Which people belong together: by their domain, by their company, or nobody but themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from clientpulse.services.importing.companies import company_likeness, company_trace
from clientpulse.services.importing.identity import Likeness
from clientpulse.services.proposing.domains import is_their_own, name_of, organization
from clientpulse.sources.addresses import domain_of
from clientpulse.views.proposals import Correspondent


@dataclass(frozen=True, slots=True)
class Group:
    """People of one client.

    Attributes:
        domain: Theirs alone; empty where they have none.
        company: Its name; empty of a person alone.
    """

    domain: str
    company: str
    people: tuple[Correspondent, ...]


def groups(people: Iterable[Correspondent]) -> list[Group]:
    """Put together who has one domain, and who is of one company by the address book."""
    at_home: dict[str, list[Correspondent]] = defaultdict(list)
    elsewhere: dict[str, list[Correspondent]] = defaultdict(list)
    for one in people:
        domain = domain_of(one.address)
        if is_their_own(domain):
            at_home[organization(domain)].append(one)
        else:
            elsewhere[company_trace(one.company) or one.address].append(one)
    found = [Group(domain, _company(them, domain), tuple(them)) for domain, them in at_home.items()]
    found += [Group("", _company(them, ""), tuple(them)) for them in elsewhere.values()]
    return _joined(found)


def _company(people: Iterable[Correspondent], domain: str) -> str:
    """Return what their cards say, whoever we were in touch with most first."""
    said: Counter[str] = Counter()
    for one in people:
        if one.company:
            said[one.company] += 1 + len(one.wrote) + len(one.met)
    if said:
        return said.most_common(1)[0][0]
    return name_of(domain) if domain else ""


def _joined(found: Iterable[Group]) -> list[Group]:
    """Join groups of companies of one name."""
    joined: list[Group] = []
    by_trace: dict[str, int] = {}
    for one in found:
        at = by_trace.get(company_trace(one.company)) if one.company else None
        if at is not None:
            there = joined[at]
            if company_likeness(there.company, one.company) is not Likeness.DIFFERENT:
                people = (*there.people, *one.people)
                joined[at] = Group(there.domain or one.domain, there.company, people)
                continue
        elif one.company:
            by_trace[company_trace(one.company)] = len(joined)
        joined.append(one)
    return joined
