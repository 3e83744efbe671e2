"""A small page that is as it has to be, to be made wrong in one place."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence

STYLE = """
:root { color-scheme: light dark; --ink: #1f2328; --paper: #fff; --bar: #0a58ca; }
body { margin: 16px; font: 16px/1.5 sans-serif; color: var(--ink); background: var(--paper);
  overflow-wrap: anywhere; }
a { color: var(--bar); }
svg { width: 200px; height: 40px; max-width: 100%; }
text { fill: var(--ink); font-size: 12px; }
rect { fill: var(--bar); }
table { border-collapse: collapse; table-layout: fixed; width: 100%; }
th, td { padding: 4px 8px; text-align: left; vertical-align: top; overflow: hidden; }
th:first-child, th:nth-child(2) { width: 5em; }
tr { break-inside: avoid; }
@media (prefers-color-scheme: dark) {
  :root { --ink: #e8eaed; --paper: #14171a; --bar: #8ab4f8; }
}
@media print { :root { color-scheme: light; --ink: #000; --paper: #fff; --bar: #0a58ca; } }
@page { margin: 15mm; }
"""

DRAWING = """<svg role="img" aria-labelledby="t1" aria-describedby="d1" viewBox="0 0 200 40">
<title id="t1">Kept in twelve months</title><desc id="d1">It rose from 60 to 80 of 100.</desc>
<rect x="0" y="20" width="20" height="20"/><text x="30" y="36">80 of 100</text></svg>"""

ROWS = (("Acme", "overdue", "call Ann"), ("Bakers & Sons", "due", "write to Bob"))


def policy_for(style: str, extra: str = "") -> str:
    """Return a policy that lets through one style, and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; "
        f"base-uri 'none'; form-action 'none'{extra}"
    )


def table(rows: Sequence[Sequence[str]], escaped: bool = False) -> str:
    """Return a table; its cells are escaped here unless they are already."""
    from html import escape

    cells = ((one if escaped else escape(one) for one in row) for row in rows)
    lines = ("".join(f"<td>{one}</td>" for one in row) for row in cells)
    head = "<tr><th scope='col'>Client</th><th scope='col'>Status</th><th scope='col'>Do</th></tr>"
    body = "\n".join(f"<tr>{one}</tr>" for one in lines)
    return f"<table><thead>{head}</thead><tbody>\n{body}\n</tbody></table>"


def page(
    more: str = "",
    *,
    style: str = STYLE,
    policy: str | None = None,
    drawing: str = DRAWING,
    rows: Sequence[Sequence[str]] = ROWS,
    escaped: bool = False,
    head: str = "",
) -> str:
    """Return the page.

    Args:
        more: Markup for its end.
        policy: What it lets through; its own style if None, and none at all if empty.
        escaped: The rows are markup.
        head: Markup before the policy.
    """
    allowed = policy_for(style) if policy is None else policy
    meta = f'<meta http-equiv="Content-Security-Policy" content="{allowed}">' if allowed else ""
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8">{head}{meta}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Report</title><style>{style}</style></head>
<body><main><h1>Report</h1>
<p><a href="mailto:ann@acme.example">Ann Field</a></p>
{drawing}
{table(rows, escaped)}
<details><summary>What counts</summary><p>Only what reaches the client.</p></details>
{more}
</main></body></html>
"""
