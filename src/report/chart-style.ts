/** Colours by role, light and dark; chosen for 4.5:1 against their ground and told apart by lightness as well as hue. */
export const COLOURS = `
:root{color-scheme:light dark;
--ground:#fff;--raised:#f5f6f8;--ink:#15191e;--muted:#566069;--rule:#d5dae0;--link:#0b57a4;
--good:#00684f;--bad:#b3340d;--warn:#7d5800;--neutral:#4f5963;
--bar:#6a7783;--mirror:#0b57a4;--mirror-pale:#d5e5f6;--plain:#e3e7eb;--down:#b3340d;--down-pale:#f7ddd3}
@media (prefers-color-scheme:dark){:root{
--ground:#14171b;--raised:#1d2227;--ink:#e9ecef;--muted:#a5afb9;--rule:#39424b;--link:#84bdf5;
--good:#55c9a6;--bad:#ff9068;--warn:#e8b84f;--neutral:#aab4be;
--bar:#8f9ba7;--mirror:#84bdf5;--mirror-pale:#1c3a58;--plain:#323a43;--down:#ff9068;--down-pale:#4a281b}}
`

/** Looks of the charts' marks by class name, in the page's colours. */
export const CHART_MARKS = `
.chart-text{font-size:13px;fill:var(--ink);font-variant-numeric:tabular-nums}
.chart-text.muted{fill:var(--muted)}
.chart-text.strong{font-weight:650}
.chart-text.sign{font-size:14px;font-weight:700;fill:currentColor}
.bar{fill:var(--bar)}
.rule,.axis,.rail,.stem,.whisker,.track{fill:none;stroke:var(--rule);stroke-width:1}
.axis{stroke:var(--muted)}
.stem{stroke:var(--muted)}
.rail{stroke:var(--rule);stroke-width:2}
.grave{fill:var(--bad)}.twin{fill:var(--mirror)}.vague{fill:var(--ground);stroke:var(--bad);stroke-width:2}
.up{fill:var(--plain);stroke:var(--muted);stroke-width:.5}
.down{stroke:var(--down)}
.down-ground{fill:var(--down-pale)}.down-line{stroke:var(--down);stroke-width:3;fill:none}
.region{stroke:var(--muted);stroke-width:.75}
.region.plain{fill:var(--plain)}
.region.unknown{fill:var(--ground);stroke-dasharray:3 3}
.region.mirrored{stroke:var(--mirror)}
.mirror-ground{fill:var(--mirror-pale)}.mirror-line{stroke:var(--mirror);stroke-width:3;fill:none}
.cross{fill:none;stroke:var(--muted);stroke-width:2}
.cross.grave{stroke:var(--bad);stroke-width:3;fill:none}
.rung{fill:var(--ground);stroke:currentColor;stroke-width:2}
.track{stroke-width:8}
.share{fill:none;stroke:currentColor;stroke-width:8}
.whisker{stroke:var(--ink);stroke-width:1.5}
.half{fill:none;stroke:var(--mirror);stroke-width:9}
.median{fill:var(--ground);stroke:var(--ink);stroke-width:2.5}
`
