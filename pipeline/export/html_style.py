"""The look of the HTML file: a serif page of one column, the system's colours, tables that stack on a phone."""

from __future__ import annotations

CSS = """
:root {
  color-scheme: light dark;
  --ink: #1d2733; --soft: #5a6775; --line: #d9dee4; --page: #ffffff; --tint: #f4f6f8;
  --accent: #1f4e79; --warn: #8a5300;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #e4e8ec; --soft: #a3aeb9; --line: #36404b; --page: #14191f; --tint: #1d242c;
    --accent: #8fbde8; --warn: #e3b268;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0; background: var(--page); color: var(--ink);
  font: 1.0625rem/1.6 Georgia, Cambria, "Liberation Serif", "Times New Roman", serif;
}
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; overflow-wrap: anywhere; }
h1, h2, h3 { line-height: 1.25; text-wrap: balance; }
h1 { margin: 0 0 .75rem; font-size: 2rem; }
h2 {
  margin: 2.75rem 0 .75rem; padding-bottom: .3rem; border-bottom: 1px solid var(--line);
  color: var(--accent); font-size: 1.35rem;
}
h3 { margin: 1.75rem 0 .5rem; font-size: 1.05rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
header { padding-bottom: 1.25rem; border-bottom: 3px solid var(--accent); }
.facts { margin: 0; padding: 0; list-style: none; color: var(--soft); font: .875rem/1.6 system-ui, sans-serif; }
.facts li { display: inline; }
.facts li:not(:last-child)::after { content: " · "; }
.aside { margin: .75rem 0; color: var(--soft); font: .875rem/1.6 system-ui, sans-serif; }
.claims, .timeline { margin: 0; padding: 0; list-style: none; }
.claims li { margin: 0 0 .75rem; padding-left: 1rem; border-left: 2px solid var(--line); }
.timeline { margin-left: .3rem; border-left: 2px solid var(--line); }
.timeline li { position: relative; margin: 0 0 .9rem; padding-left: 1.1rem; }
.timeline li::before {
  content: ""; position: absolute; left: -.36rem; top: .5rem; width: .6rem; height: .6rem;
  border-radius: 50%; background: var(--accent); box-shadow: 0 0 0 3px var(--page);
}
.timeline b { display: block; color: var(--soft); font: 600 .875rem/1.6 system-ui, sans-serif; }
sup { margin-left: .1em; font: .7em/0 system-ui, sans-serif; vertical-align: .45em; }
sup a { padding: .35em .1em; text-decoration: none; }
sup a:hover { text-decoration: underline; }
.mark { color: var(--warn); font-size: .9em; font-style: italic; }
.short { white-space: nowrap; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; line-height: 1.45; }
th {
  color: var(--soft); font: 600 .8rem/1.4 system-ui, sans-serif;
  text-align: left; vertical-align: bottom; white-space: nowrap;
}
th, td { min-width: 6.75rem; padding: .5rem .9rem .5rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
td.first { font-weight: 600; }
.bar { width: 40%; padding-right: 0; }
.bar svg { display: block; width: 100%; height: .6rem; margin-top: .35rem; fill: var(--accent); opacity: .7; }
.notes, .sources { font-size: .95rem; line-height: 1.5; }
.notes ol { margin: 0; padding: 0; list-style: none; }
.sources ol { margin: 0; padding-left: 1.75rem; }
.notes li, .sources li { margin-bottom: .7rem; }
.notes .number, .sources li::marker { color: var(--soft); }
sup a:target { background: var(--tint); outline: .35rem solid var(--tint); }
.place, .address { color: var(--soft); }
cite { font-style: normal; }
[role="doc-backlink"] { padding: .25em; text-decoration: none; }
footer {
  margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line);
  color: var(--soft); font: .8rem/1.6 system-ui, sans-serif;
}
@media (max-width: 40rem) {
  main { padding: 1.5rem 1rem 3rem; }
  h1 { font-size: 1.6rem; }
  table, tbody, tr, td { display: block; }
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  tr { padding: .6rem 0; border-bottom: 1px solid var(--line); }
  tr:has(+ .more) { padding-bottom: .1rem; border-bottom: 0; }
  td { display: flex; gap: .75rem; padding: .12rem 0; border: 0; }
  .bar { width: auto; padding: .3rem 0 .5rem; }
  .bar svg { flex: 1; }
  td[data-column]::before {
    content: attr(data-column); flex: 0 0 6.5rem;
    color: var(--soft); font: .8rem/1.75 system-ui, sans-serif;
  }
}
@media screen {
  .notes li:target {
    position: fixed; inset: auto 0 0 0; z-index: 1; max-height: 60vh; margin: 0; overflow: auto;
    padding: 1rem max(1.25rem, calc(50vw - 21.75rem)) 1.25rem;
    border-top: 3px solid var(--accent); background: var(--tint); box-shadow: 0 -.5rem 2rem rgb(0 0 0 / .25);
  }
  .notes li:target .quote { display: block; margin: .25rem 0; font-size: 1.1rem; }
}
@media print {
  main { max-width: none; padding: 0; }
  h2, h3 { break-after: avoid; }
  li, tr { break-inside: avoid; }
  [role="doc-backlink"] { display: none; }
}
"""
