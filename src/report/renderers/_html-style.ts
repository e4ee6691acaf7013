import {CHART_MARKS, COLOURS} from '../chart-style.js'
import {cssString} from './_html-text.js'

const PAGE = `
*{box-sizing:border-box}
html{scroll-padding-top:1rem;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","DejaVu Sans",sans-serif}
a{color:var(--link)}
a:focus-visible,summary:focus-visible{outline:3px solid var(--link);outline-offset:2px}
.skip{position:absolute;left:-100rem}
.skip:focus{left:1rem;top:1rem;background:var(--ground);padding:.5rem 1rem;z-index:1}
header,main,footer{max-width:62rem;margin:0 auto;padding:0 1.5rem}
header{display:flex;gap:.5rem 2rem;justify-content:space-between;align-items:baseline;flex-wrap:wrap;padding-top:2.25rem;color:var(--muted);font-size:.9375rem}
h1{font-size:1rem;font-weight:600;color:var(--ink);margin:0;overflow-wrap:anywhere}
header p{margin:0}
h2{font-size:1.375rem;line-height:1.25;font-weight:650;margin:0 0 1rem}
h3{font-size:1.0625rem;margin:2rem 0 .5rem;overflow-wrap:anywhere}
section{padding:2.75rem 0 0}
section#summary{padding-top:1.25rem}
section#summary>h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
p,ul,.facts,.callout{max-width:44rem}
p,ul{margin:0 0 .75rem}
ul{padding-left:1.25rem}
li{margin:.25rem 0}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Noto Sans Mono","DejaVu Sans Mono",monospace;font-size:.875em;overflow-wrap:anywhere}
.quiet,caption,figcaption+p{color:var(--muted)}
.lead{max-width:56rem;margin-bottom:1.75rem}
.lead p{max-width:none;font-size:1.375rem;line-height:1.35;margin:0 0 .5rem;text-wrap:pretty}
.lead p:nth-child(n+3){font-size:1rem;color:var(--muted)}
.lead p:first-child{font-size:1.875rem;line-height:1.2;font-weight:680;letter-spacing:-.01em}
dl{margin:0}
dd{margin:0;overflow-wrap:anywhere}
.answers>div{display:grid;grid-template-columns:11rem 1fr;gap:0 1.5rem;padding:.625rem 0;border-top:1px solid var(--rule)}
.answers>div:last-child{border-bottom:1px solid var(--rule)}
.answers dt{font-size:.8125rem;letter-spacing:.05em;text-transform:uppercase;color:var(--muted);font-weight:600;line-height:1.35;padding-top:.2rem}
.answers dd{max-width:44rem}
.facts{margin:0 0 1rem}
.facts>div{display:grid;grid-template-columns:11rem 1fr;gap:0 1.5rem;padding:.2rem 0}
.facts dt{color:var(--muted)}
.badge{font-weight:650}.badge,.whole{white-space:nowrap}
.callout-title .badge,.answers .badge{white-space:normal}
.good{color:var(--good)}.bad{color:var(--bad)}.warn{color:var(--warn)}.neutral{color:var(--neutral)}
.callout{margin:0 0 .5rem;padding:.125rem 0 .125rem 1rem;border-left:4px solid currentColor}
.callout p{color:var(--ink);margin:0}
.callout .callout-title{color:inherit;font-weight:650;font-size:1.0625rem}
details{margin:.5rem 0 1rem}
.callout+details{margin:0 0 1.75rem 1.25rem}
details+details{margin-top:-.5rem}
summary{cursor:pointer;color:var(--link);width:fit-content}
details[open]>summary{margin-bottom:.75rem}
nav{margin-top:1.5rem}
nav h2{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
nav ul{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;max-width:none;font-size:.9375rem}
nav li{margin:0}
nav a{text-decoration:none}
nav a:hover{text-decoration:underline}
footer{padding-top:3rem;padding-bottom:3rem;color:var(--muted);font-size:.875rem}
`

const TABLES = `
table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.9375rem;line-height:1.4;margin:0 0 1rem}
caption{text-align:left;font-size:.9375rem;padding:0 0 .5rem}
th,td{text-align:left;vertical-align:top;padding:.4rem 1.25rem .4rem 0;border-bottom:1px solid var(--rule);overflow-wrap:break-word}
.long{overflow-wrap:anywhere}
td code{overflow-wrap:break-word}
td:last-child,th:last-child{padding-right:0}
td>div{min-width:5.25rem}td:first-child>div{min-width:2.5rem}.number>div{min-width:0}
thead th{font-weight:600;color:var(--muted);font-size:.875rem;overflow-wrap:normal}
.number{text-align:right}
.log{width:100%;table-layout:fixed}.log .line{width:4.5rem}
.log th{text-align:right;padding-right:1rem;font-weight:400;color:var(--muted);border:0}
.log td{border:0}
.log th,.log td{padding-top:.1rem;padding-bottom:.1rem}
.log thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.log tr:target{background:var(--mirror-pale)}
.log caption{font-weight:600;color:var(--ink);overflow-wrap:anywhere}
.log code{white-space:pre-wrap}
.log tbody tr:nth-child(odd){background:var(--raised)}
@media (max-width:44rem){
header,main,footer{padding-left:1.125rem;padding-right:1.125rem}
header{padding-top:1.25rem}
.lead p{max-width:none;font-size:1.1875rem}
.lead p:first-child{font-size:1.5rem}
.answers>div,.facts>div{grid-template-columns:1fr;gap:.125rem}
.table table,.table tbody,.table tr,.table td,.table caption{display:block;width:100%}
.table thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.table tr{border-bottom:1px solid var(--rule);padding:.5rem 0}
.table td{border:0;padding:.1rem 0;text-align:left;display:grid;grid-template-columns:6.5rem 1fr;gap:.75rem}
.table td::before{content:attr(data-name);color:var(--muted);font-size:.875rem}
.table td:has(>div:empty){display:none}
.log .line{width:3.25rem}.log th{padding-right:.5rem}
}
`

const FIGURES = `
@media (max-width:56rem){.badge,.whole{white-space:normal}}
figure{margin:0 0 2rem}
figcaption{font-weight:650;margin-bottom:.75rem;max-width:44rem;overflow-wrap:anywhere}
.picture.middle,.picture.narrow{display:none}
.picture svg{display:block;overflow:visible}
@media (max-width:60rem){.picture.wide{display:none}.picture.middle{display:block}}
@media (max-width:44rem){.picture.middle{display:none}.picture.narrow{display:block}}
`

const PAPER = `
@media print{
:root{color-scheme:light;--ground:#fff;--raised:#f5f6f8;--ink:#000;--muted:#444;--rule:#bbb;--link:#000;--good:#00523e;--bad:#8f2606;--warn:#644600;--neutral:#3c444c;--bar:#5c6873;--mirror:#0b57a4;--mirror-pale:#dbe8f6;--plain:#e6e9ec;--down:#8f2606;--down-pale:#f7ddd3}
html{font-size:13px}
body{font-size:13px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
header,main,footer{max-width:none;padding-left:0;padding-right:0}
header{padding-top:0}
nav,.skip,.data{display:none}
a{color:inherit;text-decoration:none}
section{padding-top:1.75rem}
h2,h3,figcaption,caption,summary,.callout{break-after:avoid}
figure,.callout,tr,.answers>div,.lead{break-inside:avoid}
tbody tr:first-child{break-before:avoid}
.picture.middle{display:block}.picture.wide,.picture.narrow{display:none}
summary{color:var(--ink);list-style:none;font-weight:600}
summary::-webkit-details-marker{display:none}
details::details-content{content-visibility:visible;display:block}
thead{display:table-header-group}
}
`

/** Paper of either size, with host and incident at the head and the page number at the foot of every page. */
const runningHeads = (head: string, foot: string): string =>
  `@page{margin:20mm 17mm 18mm;@top-left{content:${cssString(head)};font:9pt system-ui,"Noto Sans",sans-serif;color:#444}@bottom-left{content:${cssString(foot)};font:9pt system-ui,"Noto Sans",sans-serif;color:#444}@bottom-right{content:counter(page) " / " counter(pages);font:9pt system-ui,"Noto Sans",sans-serif;color:#444}}@page:first{@top-left{content:""}}`

/** The style of the page; `head` and `foot` are set on every sheet of paper. */
export const pageStyle = (head: string, foot: string): string =>
  [COLOURS, PAGE, TABLES, FIGURES, CHART_MARKS, PAPER, runningHeads(head, foot)].join('').replace(/\n/g, '')
