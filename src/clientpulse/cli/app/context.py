"""The composition root: from the global options to settings, clock, store and output."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import typer

from clientpulse import config, output, services, views
from clientpulse.cli import app as frame
from clientpulse.cli.app.global_options import GlobalOptions, take_global_options
from clientpulse.cli.app.terminal import Terminal
from clientpulse.errors import NotFoundError, UnreachableError

if TYPE_CHECKING:
    from clientpulse.cadence.items import DueItem
    from clientpulse.cadence.policy import Policy
    from clientpulse.config.settings import Settings
    from clientpulse.records import Meeting, Touchpoint
    from clientpulse.services.lookup import Found
    from clientpulse.services.open_things.thing import Kind
    from clientpulse.services.stores import AnyReader, AnyStore, Reader, Selection, UnitOfWork
    from clientpulse.views.listed import Listed
    from clientpulse.views.states import ClientState

Item = TypeVar("Item")
Written = TypeVar("Written")
Answered = TypeVar("Answered")

# What reading values that make no sense ends in.
NONSENSE = (ValueError, TypeError, AttributeError, LookupError)


class _NothingKeptError(Exception):
    """Ends a dry run: what was written is rolled back."""


class Session(Terminal):
    """What one command works with.

    Args:
        command: What runs, for the journal and as the schema of JSON: ``mistake add``.

    Attributes:
        typed: What stood behind the command's name.
        origin: How what is written comes about, for the journal.
        entry_id: The number in the journal of what was written last.
    """

    origin = "typed"

    def __init__(self, options: GlobalOptions, command: str = "") -> None:
        self.options = options
        self.command = command
        self.remarks: tuple[str, ...] = ()
        self._warned = False
        self.typed: tuple[str, ...] = ()
        self._has_delivered = False
        self._has_told_owners = False
        self.has_stored = False
        self.entry_id: int | None = None

    def source_of(self, option: str) -> str:
        """Say where ``db`` or ``today`` comes from: ``option``, ``config file``, ``demo`` ..."""
        if option == "db" and self.options.demo:
            return "demo"
        value = getattr(self.options, option)
        if not value:
            is_set = option == "db" and self.settings.store.db is not None
            return "config file" if is_set else "default"
        # The environment's value arrives as the option's; one that was typed wins over it.
        named = os.environ.get(f"CLIENTPULSE_{option.upper()}")
        return "environment" if named == value else "option"

    @cached_property
    def config_path(self) -> Path:
        """Where the settings are read from."""
        return config.places.default_config_path()

    @cached_property
    def settings(self) -> Settings:
        """The settings in force."""
        return config.loading.load(self.config_path)

    @property
    def templates_folder(self) -> Path:
        """Where the user's own templates are."""
        return self.config_path.parent / "templates"

    @property
    def drafts_folder(self) -> Path:
        """Where what was typed in an editor is kept should it not be stored."""
        return self.store.path.parent / "drafts"

    @cached_property
    def store(self) -> AnyStore:
        """The store that was named, or the one in the platform's folder."""
        if self.options.demo:
            return services.demo.keeping.demo_store(self.today, self.settings.policy)
        return services.stores.store_at(self.options.db, self.settings)

    def deliver_first(self) -> None:
        """Deliver what waits in the outbox, once, before the store is used.

        Raises:
            UnreachableError: The server can't be reached.
        """
        if not self._has_delivered:
            self._has_delivered = True
            frame.delivering.deliver_first(self)

    def warn_of_risk(self, store: AnyStore) -> None:
        """Say once what others could do on the way to a store."""
        if store.risk and not self._warned:
            self._warned = True
            said = f"warning: {store.risk}"
            sys.stderr.write(f"{output.cells.fitted(output.safe.one_line(said), sys.stderr)}\n")

    @contextmanager
    def reader(self, *, waits: bool = True) -> Iterator[AnyReader]:
        """Open the store for reading.

        Args:
            waits: Whether there is time to wait for others, and to upgrade it.
        """
        if waits:
            self.warn_of_risk(self.store)
            self.deliver_first()
        with self._owning_up():
            reader = self.store.open_reader() if waits else self.store.open_reader_as_it_is()
            try:
                yield reader
            except NONSENSE as error:
                reader.close()
                self.store.blame_damage(error)
                raise
            finally:
                reader.close()

    @contextmanager
    def _owning_up(self) -> Iterator[None]:
        """Say, where the server is lost now, that what was written before that is stored."""
        try:
            yield
        except UnreachableError as error:
            if not self.has_stored:
                raise
            hint = "what the command wrote before that is stored: 'pulse undo --list' shows it"
            raise UnreachableError(error.message, hint) from error

    def read(self, ask: Callable[[Reader], Answered], *, waits: bool = True) -> Answered:
        """Read all that a function asks, in as few round trips as the store needs.

        Args:
            ask: It only reads, and may be run several times.
            waits: Whether there is time to wait for others, and to upgrade the store.
        """
        with self.reader(waits=waits) as reader:
            return reader.answer(ask)

    @contextmanager
    def unit_of_work(
        self, *, dry_run: bool = False, origin: str | None = None, journalled: bool = True
    ) -> Iterator[UnitOfWork]:
        """Open the store for writing, in one transaction.

        Args:
            dry_run: Do everything, and keep nothing of it.
            origin: How the command came about, for the journal, if not as the session says.
            journalled: Whether it can be undone.

        Raises:
            NotFoundError: Nothing was ever stored, so there is nothing to change.
        """
        origin = self.origin if origin is None else origin
        self.warn_of_risk(self.store)
        self.deliver_first()
        if not self.store.exists():
            raise NotFoundError(
                "nothing is stored yet", 'begin with: pulse add "Acme GmbH" --meet quarterly'
            )
        try:
            with (
                self._owning_up(),
                self.store.unit_of_work(self.command, origin=origin, journalled=journalled) as unit,
            ):
                yield unit
                if unit.about is not None:
                    self.remarks = self.silence(unit.reader, unit.about)
                self.tell_of_new_owners(unit)
                if dry_run:
                    raise _NothingKeptError
            self.has_stored |= unit.wrote
            self.entry_id = unit.entry_id
            if unit.before is not None and origin == views.journal.TYPED:
                self.remark(services.meanwhile.told(unit.before))
        except _NothingKeptError:
            pass
        except NONSENSE as error:
            self.store.blame_damage(error)
            raise

    def write_even_first(
        self, write: Callable[[UnitOfWork], Written], *, origin: str | None = None
    ) -> Written:
        """Write what makes sense in a store that doesn't exist yet.

        It only comes to be when all went well: what was refused leaves none behind.

        Args:
            write: What to do; done again where another program creates the store meanwhile.
            origin: How the command came about, for the journal, if not as the session says.
        """
        origin = self.origin if origin is None else origin
        if not self.store.exists():
            with (
                contextlib.suppress(FileExistsError),
                self.store.coming_to_be() as draft,
                draft.unit_of_work(self.command, origin=origin) as unit,
            ):
                written = write(unit)
                self.tell_of_new_owners(unit)
                return written
        with self.unit_of_work(origin=origin) as unit:
            return write(unit)

    def tell_of_new_owners(self, unit: UnitOfWork) -> None:
        """Say once which owners a unit named that nobody had named, where there are others."""
        found = unit.new_owners
        if found.names and found.others and not self._has_told_owners:
            self._has_told_owners = True
            self.remark(output.messages.clients.new_owners(found.names, found.others))

    @contextmanager
    def reader_for(self, client: str) -> Iterator[tuple[Reader, Found]]:
        """Open the store for reading about a client, as typed."""
        with self.reader() as reader:
            yield reader, services.lookup.client(reader, client)

    def read_for(self, client: str, ask: Callable[[Reader, Found], Answered]) -> Answered:
        """Read all that a function asks about a client, as typed; see ``read``."""
        return self.read(lambda reader: ask(reader, services.lookup.client(reader, client)))

    @contextmanager
    def unit_for(self, client: str, *, dry_run: bool = False) -> Iterator[tuple[UnitOfWork, Found]]:
        """Open the store for writing about a client, as typed."""
        with self.unit_of_work(dry_run=dry_run) as unit:
            found = unit.reader.answer(lambda reader: services.lookup.client(reader, client))
            unit.write_about(found.id)
            yield unit, found

    @property
    def _is_backed_up(self) -> bool:
        """Whether we back the store up: whoever runs a server does so there."""
        return not self.options.demo and not self.store.is_shared

    def back_up_before(self, reason: str) -> None:
        """Back up the store, where there is one worth it, before much of it changes.

        Args:
            reason: What is about to happen, a word: ``import``.

        Raises:
            StoreError: The store can't be read, or the backup can't be written.
        """
        if self._is_backed_up and self.store.exists():
            services.backups.back_up_before(reason, self.store.path)

    @contextmanager
    def backed_up_unit(self, reason: str, *, origin: str | None = None) -> Iterator[UnitOfWork]:
        """Open the store for writing, backed up before; the backup goes if nothing is written.

        Raises:
            StoreError: The store can't be read, or the backup can't be written.
        """
        made, wrote = None, False
        if self._is_backed_up:
            made = services.backups.back_up_once(reason, self.store.path)
        try:
            with self.unit_of_work(origin=origin) as unit:
                yield unit
                wrote = unit.wrote
        finally:
            # Of all that a file holds, the answer says itself who rests.
            self.remarks = ()
            if made is not None:
                services.backups.settle(self.store.path, made, changed=wrote)

    def policy(self, reader: Reader) -> Policy:
        """Return how we work: the settings' policy, and my days off, which are stored."""
        return services.facts.policy.with_days_off(reader, self.settings.policy)

    @property
    def me(self) -> str | None:
        """Whose clients are mine, where several people share a store; None where nobody said."""
        return None if self.options.demo else self.settings.me.owner

    def say_who(self, form: str = "table") -> None:
        """Tell somebody at a terminal who sees everybody's clients how to see their own."""
        if form == "table" and self.me is None and self.store.is_shared and sys.stderr.isatty():
            sys.stderr.write(f"{output.messages.clients.EVERYBODYS}\n")

    def scope(
        self,
        reader: Reader,
        who: str | None = None,
        tag: str | None = None,
        owner: str | None = None,
    ) -> Selection:
        """Return the clients that are meant by what was typed: mine, unless it says otherwise."""
        return services.lookup.scope(reader, who, tag, owner, me=self.me)

    def next_items(self, reader: Reader, client_id: int) -> tuple[DueItem, ...]:
        """Return what is due next with a client."""
        return reader.answer(
            lambda reader: services.touchpoints.next_items(
                reader, client_id, self.policy(reader), self.today
            )
        )

    def state(self, reader: Reader, client_id: int) -> ClientState:
        """Return what keeps a client out of today's list."""
        return reader.answer(
            lambda reader: services.clients.states.state(
                reader, self.today, self.settings.policy, client_id
            )
        )

    def silence(self, reader: Reader, client_id: int, *rules: str) -> tuple[str, ...]:
        """Say what is hidden about a client, in the answer of a command that wrote about it.

        Args:
            rules: What was written would come up by these.
        """
        return tuple(output.messages.states.silence(self.state(reader, client_id), *rules))

    def logged(
        self,
        reader: Reader,
        touchpoint: Touchpoint,
        held: Meeting | None = None,
        rules: Iterable[str] = (),
        **more: Any,
    ) -> views.log.LoggedView:
        """Return what was logged, and what follows from it.

        Args:
            rules: What else was written would come up by these.
            **more: What else the view holds.
        """
        follows, state = reader.answer(
            lambda reader: (
                services.settling.what_follows(
                    reader, touchpoint, self.policy(reader), self.today, *rules
                ),
                self.state(reader, touchpoint.client_id),
            )
        )
        return views.log.LoggedView(
            self.today,
            touchpoint,
            held=held,
            state=state,
            **{"booked": None, **follows._asdict(), **more},
        )

    def listed(
        self, client: str | None, read: Callable[..., Listed[Item]], **which: bool
    ) -> Listed[Item]:
        """Return a list about all clients, or about one with what is to be said of it.

        Args:
            read: The service that lists; ``which`` says what of all.
        """

        def ask(reader: Reader) -> Listed[Item]:
            client_id = services.lookup.client_id(reader, client)
            view = read(reader, self.today, client_id=client_id, **which)
            remarks = () if client_id is None else self.silence(reader, client_id)
            return replace(view, remarks=remarks)

        return self.read(ask)

    def chosen(self, reader: Reader, kind: Kind, typed: Sequence[str]) -> tuple[str, ...]:
        """Return the numbers of the open things that were named by them, or by their client."""
        choosing = services.open_things.choosing
        return choosing.some(reader, kind, typed, self.today, self.command)

    def chosen_one(
        self, reader: Reader, kind: Kind, typed: Sequence[str], rest: Sequence[str] = ()
    ) -> str:
        """Return the number of the open thing that was named by it, or by its client.

        Args:
            rest: What else was typed, for the hint where several fit.
        """
        choosing = services.open_things.choosing
        return choosing.one(reader, kind, typed, self.today, self.command, rest)

    def working_long(self) -> None:
        """Turn the garbage collector on again: this command makes a lot of garbage."""
        gc.enable()


def session(ctx: typer.Context) -> Session:
    """Return what the command works with."""
    options = ctx.find_root().obj
    _, _, command = ctx.command_path.partition(" ")
    group: Any = ctx.parent and ctx.parent.command
    if getattr(group, "plain", False):
        command = command.removesuffix(f" {group.default}")
    work = Session(options if isinstance(options, GlobalOptions) else GlobalOptions(), command)
    work.typed = tuple(ctx.meta.get(frame.groups.TYPED, ()))
    return work


def typed_session(ctx: typer.Context, line: Sequence[str] = ()) -> Session:
    """Return a session before a command runs: to know what a line means, or could go on with.

    Args:
        line: What stands behind the global options; it may hold more of them.
    """
    root = ctx.find_root()
    known = {one.name: root.params[one.name] for one in fields(GlobalOptions)}
    before = GlobalOptions(**known)
    _, behind = take_global_options(list(line), frozenset())
    options = before if behind is None else behind.also(before)
    return Session(root.obj.also(options) if isinstance(root.obj, GlobalOptions) else options)
