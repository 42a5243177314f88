/** The report's look; its colours are those of the app's pages (`widget/styles/tokens.css`). */
export const STYLES = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f9faf7, #121614);
  --surface: light-dark(#ffffff, #1a201e);
  --ink: light-dark(#1a211e, #e7ece9);
  --ink-soft: light-dark(#545f5a, #a4b0aa);
  --line: light-dark(#dde1db, #2d3532);
  --line-strong: light-dark(#86908b, #6f7b75);
  --accent: light-dark(#125a4b, #8ad6bd);
  --accent-soft: color-mix(in srgb, var(--accent) 11%, var(--paper));
  --mark: light-dark(#ffe995, #4d400f);
  --mark-ink: light-dark(#1a211e, #fff3c9);
  --mark-line: light-dark(#a87f00, #dcb43c);
  --caution: light-dark(#85480a, #f1bd77);
  --caution-soft: light-dark(#fbf1e2, #30271a);
  background: var(--paper);
  color: var(--ink);
  font: 1rem / 1.55 -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans", "Liberation Sans", Arial, sans-serif;
}
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 68rem; overflow-wrap: anywhere; padding: 2.25rem 1rem 3.5rem; }
h1 { font-size: clamp(1.625rem, 1.25rem + 1.7vw, 2.5rem); line-height: 1.2; margin: 0; }
h2 { font-size: 1.25rem; margin: 0 0 0.75rem; }
h3 { font-size: 1.0625rem; margin: 0 0 0.5rem; }
h4 { font-size: 1rem; margin: 0; }
p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
header p, .id, figcaption, .scores { color: var(--ink-soft); font-size: 0.8125rem; }
article { margin-top: 3rem; }
section { margin-top: 1.5rem; }
a { color: var(--accent); }
.figures { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
.panel, .card { background: var(--surface); border: 1px solid var(--line); border-radius: 0.625rem; padding: 1rem; }
.figures .panel { margin: 0; }
.figures dl { margin-top: 0.5rem; display: grid; gap: 0.25rem 0.75rem; grid-template-columns: max-content 1fr; }
.figures dt { font-variant-numeric: tabular-nums; font-weight: 600; text-align: right; }
.figures dd { color: var(--ink-soft); }
.pair { display: grid; gap: 1.5rem; grid-template-columns: repeat(auto-fit, minmax(min(100%, 21rem), 1fr)); }
.chart { display: block; height: auto; max-width: 32rem; width: 100%; }
.chart text { fill: var(--ink-soft); font-size: 14px; }
.grid { stroke: var(--line); }
.chart polyline, .swatch line { fill: none; stroke: var(--accent); stroke-width: 2.5; }
.chart .series-1, .swatch .series-1 { stroke: var(--mark-line); stroke-dasharray: 7 4; }
.chart .series-2, .swatch .series-2 { stroke: var(--caution); stroke-dasharray: 2 4; }
.chart .series-3, .swatch .series-3 { stroke: var(--line-strong); stroke-dasharray: 10 3 2 3; }
.bar-0 { fill: var(--accent); }
.bar-1 { fill: var(--mark-line); }
.point { fill: var(--accent); fill-opacity: 0.75; stroke: var(--surface); }
.meter { width: 40%; }
.funnel th { white-space: normal; }
.meter svg { display: block; height: 0.625rem; width: 100%; }
.legend { display: flex; flex-wrap: wrap; font-size: 0.8125rem; gap: 0.25rem 1rem; list-style: none; margin: 0.25rem 0 0.75rem; }
.swatch { height: 0.5rem; margin-right: 0.5rem; width: 1.5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.8125rem; font-variant-numeric: tabular-nums; width: 100%; }
th, td { border-bottom: 1px solid var(--line); padding: 0.25rem 0.5rem; text-align: right; white-space: nowrap; }
th:first-child { text-align: left; }
.group { margin-top: 0.5rem; }
.group > summary { font-size: 1rem; }
.cards { display: grid; gap: 1rem; list-style: none; }
.faults { margin: 0.25rem 0 0.75rem; }
.fault { background: var(--caution-soft); border-radius: 0.375rem; color: var(--caution); font-size: 0.8125rem; padding: 0.125rem 0.5rem; }
.held { background: var(--accent-soft); border-radius: 0.375rem; color: var(--accent); padding: 0.125rem 0.5rem; }
.card dt { color: var(--ink-soft); font-size: 0.8125rem; }
.card dd { margin-bottom: 0.5rem; }
.said { white-space: pre-line; }
.card ol { padding-left: 1.75rem; }
.card li { margin-top: 0.75rem; }
.passage { font-family: "Iowan Old Style", "Palatino Linotype", Palatino, Charter, Georgia, "Noto Serif", "Liberation Serif", serif; white-space: pre-line; }
summary { color: var(--accent); cursor: pointer; font-size: 0.8125rem; padding: 0.375rem 0; }
mark { background: var(--mark); color: var(--mark-ink); text-decoration: underline 2px var(--mark-line); text-underline-offset: 0.25em; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
@media print { .panel, .card { break-inside: avoid; } }
`;
