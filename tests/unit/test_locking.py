"""One at a time, by a file that locks others out."""

from __future__ import annotations

import stat
from pathlib import Path
from threading import Event, Thread

import pytest

from clientpulse.errors import StoreError
from clientpulse.services import locking


def test_the_second_sync_says_that_it_waits_and_goes_on_after_the_first(tmp_path: Path) -> None:
    store, waits, ran = tmp_path / "clients.db", Event(), Event()

    def second() -> None:
        with locking.alone(store, waits.set):
            ran.set()

    thread = Thread(target=second)
    with locking.alone(store, pytest.fail):
        thread.start()
        assert waits.wait(30)
        assert not ran.is_set()
    thread.join(30)
    assert ran.is_set()
    assert list(tmp_path.iterdir()) == []


def test_many_at_once_take_turns(tmp_path: Path) -> None:
    store, inside, most = tmp_path / "clients.db", [], []

    def one() -> None:
        for _ in range(20):
            with locking.alone(store, lambda: None):
                inside.append(1)
                most.append(len(inside))
                inside.pop()

    threads = [Thread(target=one) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert most == [1] * 120


def test_stores_of_one_folder_dont_wait_for_each_other(tmp_path: Path) -> None:
    with (
        locking.alone(tmp_path / "one.db", pytest.fail),
        locking.alone(tmp_path / "other.db", pytest.fail),
    ):
        modes = {stat.S_IMODE(one.stat().st_mode) for one in tmp_path.iterdir()}
        assert modes == {0o600}


def test_where_no_lock_can_be_made_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "clients.db.syncing").mkdir()
    with (
        pytest.raises(StoreError, match="nothing can be written beside the store"),
        locking.alone(tmp_path / "clients.db", pytest.fail),
    ):
        pass


def test_of_a_store_on_a_server_the_folder_on_this_machine_comes_with_the_lock(
    tmp_path: Path,
) -> None:
    with locking.alone(tmp_path / "servers" / "clients.db", pytest.fail):
        assert stat.S_IMODE((tmp_path / "servers").stat().st_mode) == 0o700
