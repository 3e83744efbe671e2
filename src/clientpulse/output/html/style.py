"""How a page looks: by day, by night and on paper. Every pair of colours has a contrast of AA."""

RULES = """
:root {
  color-scheme: light dark;
  --ink: #1f2328; --quiet: #57606a; --paper: #ffffff; --desk: #f3f4f6; --line: #d9dde2;
  --link: #0a58ca; --today: #0a58ca; --overdue: #b42318; --due: #8a5a00; --soon: #6639ba;
  --track: #1a6b33; --rest: #57606a; --on: #ffffff; --bar: #3b6fb5; --faint: #eaecef;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --ink: #e8eaed; --quiet: #a4adb7; --paper: #1e2226; --desk: #14171a; --line: #363c43;
    --link: #8ab4f8; --today: #8ab4f8; --overdue: #ff9a8d; --due: #f0c060; --soon: #c8a8ff;
    --track: #7ddc98; --rest: #a4adb7; --on: #14171a; --bar: #7fb0f0; --faint: #2b3137;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--desk); color: var(--ink);
  font: 16px/1.5 "Segoe UI", -apple-system, Roboto, Helvetica, Arial, sans-serif;
  overflow-wrap: anywhere;
}
.page { max-width: 1120px; margin: 0 auto; padding: 24px 20px 40px; }
h1 { font-size: 28px; line-height: 1.2; margin: 0 0 4px; }
h2 { font-size: 20px; line-height: 1.3; margin: 36px 0 10px; }
h3 { font-size: 17px; line-height: 1.3; margin: 0; }
p { margin: 0 0 6px; }
ul { margin: 4px 0 6px; padding-left: 20px; }
a { color: var(--link); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible {
  outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px;
}
.lead { font-size: 18px; white-space: pre-wrap; }
.charts + .charts, .charts + .sheet, .cards + .sheet, .sheet + p, .cards + p { margin-top: 12px; }
.quiet, footer { color: var(--quiet); }
footer { margin-top: 40px; font-size: 14px; }
.sheet, .card, figure {
  background: var(--paper); border: 1px solid var(--line); border-radius: 10px;
}
.sheet, figure { margin: 0; padding: 16px; }
.cards {
  display: grid; gap: 12px; list-style: none; margin: 0; padding: 0;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 340px), 1fr));
}
.card { padding: 14px 16px; border-left-width: 5px; break-inside: avoid; }
.card .what { font-size: 17px; font-weight: 650; margin: 6px 0; }
.card .why, .card ul { font-size: 15px; margin-bottom: 4px; }
.card .quiet { font-size: 14px; margin-bottom: 2px; }
.name, .ways a { margin-right: 8px; }
.ways a { display: inline-block; padding: 4px 0; }
.status { font-weight: 650; font-size: 14px; margin: 0; }
.today { color: var(--today); }
.card.today, .key.today { border-left-color: var(--today); }
.overdue { color: var(--overdue); }
.card.overdue, .key.overdue { border-left-color: var(--overdue); }
.due { color: var(--due); }
.card.due, .key.due { border-left-color: var(--due); }
.soon { color: var(--soon); }
.key.soon { border-left-color: var(--soon); }
.on_track { color: var(--track); }
.key.on_track { border-left-color: var(--track); }
.snoozed, .paused, .no_cadence, .archived { color: var(--rest); }
.key.snoozed, .key.paused, .key.no_cadence { border-left-color: var(--rest); }
.card { color: var(--ink); }
.keys {
  display: flex; flex-wrap: wrap; gap: 4px 20px; list-style: none; margin: 10px 0 8px; padding: 0;
}
.key { border-left: 12px solid; padding-left: 8px; color: var(--ink); }
.charts {
  display: grid; gap: 12px;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 400px), 1fr));
}
/* What stands alone needs no empty half beside it. */
.charts > .sheet:only-child { grid-column: 1 / -1; }
figure { break-inside: avoid; }
figcaption { font-weight: 650; margin-bottom: 8px; }
svg { display: block; width: 100%; height: auto; }
svg.weeks { width: 94px; height: 20px; min-width: 94px; fill: var(--bar); }
.column { fill: var(--bar); }
.axis { stroke: var(--quiet); stroke-width: 1; }
.band { stroke: var(--line); stroke-width: 1; }
.band-name, .label { fill: var(--quiet); font-size: 13px; }
.value {
  fill: var(--ink); font-size: 13px; font-weight: 600;
  paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round;
}
.label, .value, .share-value { text-anchor: middle; }
.line { fill: none; stroke: var(--bar); stroke-width: 3; }
.dot { fill: var(--bar); }
.share-value { fill: var(--on); font-size: 18px; font-weight: 650; }
.share.today { fill: var(--today); } .share.overdue { fill: var(--overdue); }
.share.due { fill: var(--due); } .share.soon { fill: var(--soon); }
.share.on_track { fill: var(--track); }
.share.snoozed, .share.paused, .share.no_cadence { fill: var(--rest); }
details { margin-top: 10px; }
summary { cursor: pointer; color: var(--link); font-size: 14px; width: fit-content; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: 15px; }
caption { text-align: left; font-weight: 650; padding-bottom: 6px; }
th, td { text-align: left; vertical-align: top; padding: 7px 12px 7px 0; }
th { font-weight: 600; } thead th { color: var(--quiet); font-size: 14px; white-space: nowrap; }
tbody tr { border-top: 1px solid var(--line); break-inside: avoid; }
@media screen {
  .wide th[scope="row"], .wide td:nth-child(3) { min-width: 150px; }
  .wide td { min-width: 84px; } .wide td:nth-child(5) { min-width: 110px; }
}
.dated th:first-child { width: 180px; } td > ul { margin: 0; }
.facts tr:first-child { border-top: 0; }
.facts th { width: 150px; color: var(--quiet); } .facts p { margin: 0; white-space: pre-wrap; }
.narrow { width: auto; font-size: 14px; } .narrow th, .narrow td { padding: 2px 18px 2px 0; }
.number, thead .number { text-align: right; font-variant-numeric: tabular-nums; }
.lines {
  columns: 220px; column-gap: 24px; list-style: none; margin: 0; padding: 0; font-size: 15px;
}
.lines li { break-inside: avoid; padding: 3px 0; }
@media (max-width: 640px) {
  .band-name, .label, .value { font-size: 14px; } .share-value { display: none; }
  .dated th:first-child { width: 40%; }
  .sheet > table, .sheet > div > table:not(.wide) { table-layout: fixed; }
  .sheet > table th, .sheet > table td { overflow: hidden; } .facts th { width: 34%; }
}
@page { size: A4; margin: 14mm 12mm; }
@media print {
  body { background: none; font-size: 10pt; }
  .page { max-width: none; padding: 0; }
  h2 { break-after: avoid; margin-top: 18px; }
  h1 { font-size: 18pt; } h2 { font-size: 13pt; } h3, .card .what { font-size: 11pt; }
  .lead { font-size: 11pt; } .status { font-size: inherit; }
  .card ul, .card .why { font-size: 9.5pt; } .card .quiet { font-size: 9pt; }
  .lines { font-size: 9pt; columns: 3; }
  thead th { font-size: inherit; }
  .card, .sheet, figure { border-top-color: #b9c0c8; border-right-color: #b9c0c8;
    border-bottom-color: #b9c0c8; }
  .sheet { border: 0; padding: 0; } .scroll { overflow: visible; }
  details { display: none; }
  a { color: inherit; text-decoration: none; }
  .cards { grid-template-columns: 1fr 1fr; } .charts { grid-template-columns: 1fr 1fr; }
  table { font-size: 8.5pt; } th, td { padding: 4px 8px 4px 0; }
  svg.weeks { width: 70px; min-width: 70px; }
  thead { display: table-header-group; }
}
"""
