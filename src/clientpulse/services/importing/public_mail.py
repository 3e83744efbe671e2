"""At which domains anybody may have a mailbox, so that they say nothing of a company."""

from __future__ import annotations

PUBLIC_MAIL = frozenset(
    (
        *("gmail", "googlemail", "outlook", "hotmail", "live", "msn", "yahoo", "ymail", "gmx"),
        *("icloud", "aol", "proton", "protonmail", "fastmail", "zoho", "tutanota", "yandex"),
        *("web.de", "t-online.de", "freenet.de", "arcor.de", "mail.de", "posteo.de", "mail.com"),
        *("mail.ru", "me.com", "mac.com", "pm.me", "orange.fr", "wanadoo.fr", "free.fr", "sfr.fr"),
        *("laposte.net", "libero.it", "virgilio.it", "alice.it", "tin.it", "tiscali.it"),
        *("bluewin.ch", "aon.at", "chello.at", "ziggo.nl", "kpnmail.nl", "xs4all.nl", "planet.nl"),
        *("telenet.be", "skynet.be", "wp.pl", "o2.pl", "onet.pl", "op.pl", "interia.pl"),
        *("btinternet.com", "sky.com", "virginmedia.com", "comcast.net", "verizon.net", "att.net"),
        *("seznam.cz", "email.cz", "centrum.cz"),
        *("sapo.pt", "terra.es", "telefonica.net", "uol.com.br", "bol.com.br", "qq.com", "163.com"),
        *("mailbox.org", "posteo.net", "tuta.com", "tutamail.com", "tuta.io", "kolabnow.com"),
        *("runbox.com", "hushmail.com", "startmail.com", "mailfence.com", "disroot.org"),
        *("riseup.net", "fastmail.fm", "rocketmail.com", "inbox.lv", "ukr.net", "o2online.de"),
        *("1und1.de", "online.de", "kabelmail.de", "ewe.net", "netcologne.de", "vodafone.de"),
        *("shaw.ca", "rogers.com", "cox.net", "sbcglobal.net", "earthlink.net", "optonline.net"),
        *("privaterelay.appleid.com", "duck.com", "mozmail.com", "simplelogin.com", "addy.io"),
        *("126.com", "naver.com", "hey.com", "rediffmail.com", "docomo.ne.jp", "bigpond.com"),
    )
)
"""Where anybody has a mailbox: whole domains, or the names that have one in many countries."""


def is_public(domain: str) -> bool:
    """Tell whether anybody may have a mailbox at a domain."""
    return domain in PUBLIC_MAIL or not PUBLIC_MAIL.isdisjoint(domain.split(".")[:-1])
