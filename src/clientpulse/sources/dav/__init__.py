"""Servers that speak CalDAV and CardDAV, and files behind an https address."""
