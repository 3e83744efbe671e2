"""What folders of mail are called, in the languages of mail programs."""

from __future__ import annotations

import binascii
import os
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol, TypeVar

from clientpulse.config.sources import Source
from clientpulse.errors import SourceError
from clientpulse.quoting import named

SENT = frozenset(
    """
    sent; sent items; sent mail; sent messages; sent-mail; sent-items; outgoing;
    gesendet; gesendete; gesendete objekte; gesendete elemente; gesendete nachrichten;
    envoyés; éléments envoyés; messages envoyés; courrier envoyé; objets envoyés;
    inviata; inviati; posta inviata; elementi inviati; messaggi inviati;
    enviado; enviados; enviada; enviadas; elementos enviados; mensajes enviados; correo enviado;
    itens enviados; mensagens enviadas; e-mails enviados; enviats; elements enviats;
    verzonden; verzonden items; verzonden berichten; verzonden e-mail;
    skickat; skickade; skickade objekt; skickade meddelanden; sendt; sendte; sendte elementer;
    sendte meldinger; sendt post; sendte e-mails; lähetetyt; lähetetyt viestit;
    wysłane; elementy wysłane; odeslané; odeslaná pošta; odoslané; odoslaná pošta; poslano;
    elküldött; elküldött elemek; elküldött üzenetek; trimise; elemente trimise; išsiųsta;
    отправленные; исходящие; надіслані; απεσταλμένα; gönderilmiş öğeler; gönderilmiş postalar;
    gönderilenler; נשלח; المرسل; 送信済み; 送信済みアイテム; 送信済みメール; 送信済みトレイ;
    已发送; 已发送邮件; 已傳送郵件; 寄件備份; 보낸편지함; 보낸 편지함
    """.replace("\n   ", "")
    .strip()
    .split("; ")
)

UNREAD = frozenset(
    """
    trash; deleted; deleted items; deleted messages; bin; wastebasket; papierkorb; gelöscht;
    gelöschte objekte; gelöschte elemente; corbeille; éléments supprimés; messages supprimés;
    cestino; posta eliminata; elementi eliminati; papelera; elementos eliminados; eliminados;
    lixo; lixeira; itens excluídos; prullenbak; verwijderde items; papperskorgen; borttaget;
    borttagna objekt; papirkurv; slettet post; slettede elementer; roskakori; poistetut; kosz;
    elementy usunięte; koš; odstraněná pošta; kôš; törölt elemek; kuka; elemente șterse;
    корзина; удаленные; удалённые; кошик; çöp kutusu; ゴミ箱; 削除済みアイテム; 已删除; 已删除邮件;
    垃圾桶; 휴지통;
    junk; junk e-mail; junk email; junk mail; spam; bulk; bulk mail; spamverdacht; unerwünscht;
    werbung; junk-e-mail; courrier indésirable; indésirables; pourriel; posta indesiderata;
    correo no deseado; lixo eletrônico; lixo electrónico; ongewenste e-mail; ongewenst; skräppost;
    søppelpost; uønsket post; uønsket e-post; roskaposti; wiadomości-śmieci; nevyžádaná pošta;
    nevyžádané; levélszemét; спам; нежелательная почта; 迷惑メール; 垃圾邮件; 垃圾郵件; 스팸함;
    drafts; draft; entwürfe; entwurf; brouillons; brouillon; bozze; bozza; borradores; borrador;
    rascunhos; rascunho; concepten; utkast; kladder; kladde; luonnokset; wersje robocze; koncepty;
    rozepsané; piszkozatok; ciorne; черновики; чернетки; taslaklar; 下書き; 草稿; 草稿箱;
    임시보관함; outbox; postausgang; boîte d'envoi; unsent messages; templates; vorlagen; modèles;
    queue;
    chats; sync issues; conflicts; local failures; server failures; rss feeds; rss-feeds;
    conversation history; synchronisierungsprobleme; calendar; contacts; notes; tasks; journal
    """.replace("\n   ", "")
    .strip()
    .split("; ")
)
"""Of these nothing is read unless it is asked for."""


def is_sent(name: str) -> bool:
    """Tell whether a folder holds what we sent, or lies in one that does."""
    return any(one in SENT or one.startswith("sent-mail-") for one in _parts(name))


def is_read(name: str) -> bool:
    """Tell whether a folder is read without being asked for."""
    return UNREAD.isdisjoint(_parts(name))


def same(name: str) -> str:
    """Return a folder's name as names are compared: ``.INBOX.Sent``, ``INBOX/Sent``, ``sent``."""
    parts = [one for one in re.split(r"[./]", name.casefold()) if one]
    return "/".join(parts[1:] if parts[:1] == ["inbox"] and len(parts) > 1 else parts)


class Named(Protocol):
    """What has a folder's name."""

    @property
    def name(self) -> str:
        """As people know it."""


_Found = TypeVar("_Found", bound=Named)


def wanted(source: Source, found: Sequence[_Found], remarks: list[str]) -> list[_Found]:
    """Return those of the folders of a source that are read.

    Args:
        remarks: Told of those that are asked for and aren't there.

    Raises:
        SourceError: None is there of those that are asked for.
    """
    if not source.folders:
        return [one for one in found if is_read(one.name)]
    by_name = {same(one.name): one for one in reversed(found)}
    asked = {one: by_name.get(same(one)) for one in source.folders}
    missing = [named(one) for one, folder in asked.items() if folder is None]
    if len(missing) == len(asked):
        names = ", ".join(named(one.name) for one in found[:12])
        raise SourceError(f"there is no folder {', '.join(missing)}", f"there is {names}")
    remarks += [f"there is no folder {one}" for one in missing]
    return list({one.name: one for one in asked.values() if one}.values())


@lru_cache(maxsize=1_024)
def _parts(name: str) -> frozenset[str]:
    return frozenset(re.split(r"[./]", name.casefold()))


def part_of(path: str) -> str:
    """Return a folder's path as it is kept, also where its name is no text."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def readable(name: str) -> str:
    """Return a name as people know it: ``Entw&APw-rfe`` is how folders are called on disk."""
    return re.sub("&([A-Za-z0-9+,]*)-", lambda found: _shifted(found[1]) or found[0], name)


def _shifted(coded: str) -> str:
    if not coded:
        return "&"
    try:
        octets = binascii.a2b_base64(coded.replace(",", "/") + "=" * (-len(coded) % 4))
        return octets.decode("utf-16-be")
    except ValueError:
        return ""
