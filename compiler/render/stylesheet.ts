// The look of public pages: phone first, light and dark by the reader's own setting, everything open in print. Colours are the
// product's tokens, whose contrasts were measured; nothing is loaded from anywhere.

const TOKENS = `
:root{--s-bg:#fff;--s-surface:#f7fbfe;--s-text:#1c2327;--s-muted:#54595c;--s-line:#e3e9ed;--s-border:#8e9397;--s-link:#036f90;--s-focus:#036f90;--s-act-bg:#d9f1fd;--s-act-text:#003f55;--s-soon-bg:#fde9d4;--s-soon-text:#523100}
@media (prefers-color-scheme:dark){:root{--s-bg:#1e2428;--s-surface:#2a3035;--s-text:#e4e8eb;--s-muted:#babec1;--s-line:#3a4146;--s-border:#7a8187;--s-link:#6abbdf;--s-focus:#6abbdf;--s-act-bg:#103e4e;--s-act-text:#b9e4f8;--s-soon-bg:#473515;--s-soon-text:#f8d6b0}}
`;

const BASE = `
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0;background:var(--s-bg);color:var(--s-text);font:400 1.125rem/1.556 "IBM Plex Sans Variable","IBM Plex Sans",system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;font-variant-numeric:tabular-nums;overflow-wrap:break-word;hyphens:auto}
a{color:var(--s-link);text-decoration-thickness:1px;text-underline-offset:.18em}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--s-focus);outline-offset:2px;border-radius:2px}
main:focus{outline:none}
h1,h2,h3,h4,h5{font-weight:600;line-height:1.25;margin:0;text-wrap:balance}
h1{font-size:1.75rem}
h2{font-size:1.375rem}
h3{font-size:1.125rem}
h4,h5{font-size:1rem}
p,ul,dl,table,details{margin:.75rem 0 0}
ul{padding-left:1.25rem}
li+li{margin-top:.25rem}
.skip{position:absolute;left:1rem;top:-6rem;background:var(--s-bg);padding:.75rem 1rem;border:1px solid var(--s-border);border-radius:4px;z-index:1}
.skip:focus{top:.5rem}
`;

const FRAME = `
header,main,footer{max-width:70rem;margin:0 auto;padding-left:1rem;padding-right:1rem}
header{display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:0 1rem;padding-top:.5rem;padding-bottom:.5rem;font-size:1rem}
header a{display:inline-flex;align-items:center;min-height:2.75rem}
.languages ul{display:flex;flex-wrap:wrap;list-style:none;margin:0;padding:0;gap:0 1rem}
.languages li{margin:0}
.languages [aria-current]{color:var(--s-text);font-weight:600;text-decoration:none}
.head{padding:1.5rem 0 0}
.kicker{margin:0 0 .25rem;color:var(--s-muted);font-size:1rem}
.dates{list-style:none;margin:.75rem 0 0;padding:0;color:var(--s-muted);font-size:1rem;display:flex;flex-wrap:wrap;gap:.25rem 1.5rem}
.dates li{margin:0}
.warning{background:var(--s-soon-bg);color:var(--s-soon-text);padding:.75rem 1rem;border-radius:6px}
.warning a{color:inherit}
footer{border-top:1px solid var(--s-line);margin-top:3rem;padding-top:.75rem;padding-bottom:3rem;font-size:1rem;color:var(--s-muted)}
footer p{margin:0}
footer a{display:inline-flex;align-items:center;min-height:2.75rem;margin-right:1rem}
.contents{display:none}
.contents-short{margin-top:1.5rem}
.contents-short ul,.contents ul{list-style:none;margin:0;padding:0}
.contents-short li{margin:0;border-top:1px solid var(--s-line)}
.contents-short li a{display:flex;align-items:center;min-height:2.75rem;text-decoration:none}
`;

const SECTIONS = `
.level-2{margin-top:3rem;max-width:68ch}
.level-2>h2{padding-bottom:.5rem;border-bottom:1px solid var(--s-line)}
.level-3{margin-top:1.5rem;padding:1rem;border:1px solid var(--s-line);border-radius:6px}
.level-4{margin-top:1.25rem;padding-top:1rem;border-top:1px solid var(--s-line)}
section :target,section:target{scroll-margin-top:1rem}
.level-3:target,.level-4:target{border-color:var(--s-link);box-shadow:0 0 0 1px var(--s-link)}
#summary{background:var(--s-surface);border:1px solid var(--s-line);border-radius:6px;padding:1rem;margin-top:1.5rem}
#summary>h2{border:0;padding:0}
.muted{color:var(--s-muted)}
dl>div+div{margin-top:.75rem}
dt{font-size:1rem;line-height:1.5;color:var(--s-muted)}
dd{margin:0}
dd+dd{margin-top:.25rem}
.beside{list-style:none;margin:0;padding:0}
.beside li{display:inline;margin:0}
.beside li+li::before{content:" \\00b7  ";content:" \\00b7  "/"";color:var(--s-muted)}
details{border:1px solid var(--s-line);border-radius:6px;background:var(--s-surface)}
summary{cursor:pointer;padding:.5rem 1rem;min-height:2.75rem;color:var(--s-link);font-weight:500;font-size:1rem;line-height:1.75rem}
details[open]>summary{border-bottom:1px solid var(--s-line)}
details>:not(summary){margin:.75rem 1rem}
details.contents-short>ul{margin:0 1rem}
details dl,details p,details ul,details table{font-size:1rem;line-height:1.5}
table,thead,tbody,tr,th,td,caption{display:block;text-align:left;font-weight:400}
caption{color:var(--s-muted);padding-bottom:.5rem}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
tr{padding:.75rem 0;border-top:1px solid var(--s-line)}
tbody th{font-weight:600}
td{margin-top:.25rem}
td::before{content:attr(data-label) ": ";color:var(--s-muted)}
`;

const WIDE = `
@media (min-width:40em){
dl>div{display:grid;grid-template-columns:minmax(9rem,30%) 1fr;gap:0 1.5rem;align-items:baseline}
dt{grid-column:1;grid-row:1/span 20}
dd{grid-column:2}
.level-3{padding:1.25rem 1.5rem}
#summary{padding:1.5rem}
}
@media (min-width:62em){
.contents-short{display:none}
.columns{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:3rem;align-items:start}
.contents{display:block;position:sticky;top:1rem;margin-top:1.5rem;font-size:1rem;line-height:1.375;max-height:calc(100vh - 2rem);overflow:auto;padding:2px;margin-left:-2px}
.contents p{margin:0 0 .25rem;color:var(--s-muted)}
.contents li{margin:0}
.contents a{display:block;padding:.375rem 0;text-decoration:none}
.contents a:hover{text-decoration:underline}
.level-2:first-child{margin-top:1.5rem}
h1{font-size:2rem}
table{display:table;width:100%;border-collapse:collapse;font-size:1rem;line-height:1.5}
caption{display:table-caption}
thead{display:table-header-group;position:static;width:auto;height:auto;clip-path:none}
tbody{display:table-row-group}
tr{display:table-row;padding:0;border:0}
th,td{display:table-cell;vertical-align:top;padding:.5rem 1rem .5rem 0;border-top:1px solid var(--s-line);margin:0}
thead th{border-top:0;color:var(--s-muted)}
td::before{content:none}
}
`;

const LISTING = `
.notices{list-style:none;margin:1.5rem 0 0;padding:0;max-width:68ch}
.notices li.notice{border:1px solid var(--s-line);border-radius:6px;padding:1rem 1rem .25rem;margin:0 0 1rem}
.notices p{margin:.25rem 0 0}
.notice .languages{margin-top:.25rem}
.notice .languages a{display:inline-flex;align-items:center;min-height:2.75rem}
.message{max-width:68ch;padding-bottom:3rem}
.message .muted{font-size:1rem}
code{font-family:"IBM Plex Mono",ui-monospace,Menlo,Consolas,monospace;font-size:.875rem;background:var(--s-surface);border:1px solid var(--s-line);border-radius:4px;padding:.125rem .375rem;hyphens:none;-webkit-box-decoration-break:clone;box-decoration-break:clone}
`;

const PRINT = `
@media print{
:root{--s-bg:#fff;--s-surface:#fff;--s-text:#000;--s-muted:#333;--s-line:#999;--s-border:#666;--s-link:#000}
html{font-size:9.25pt}
body{line-height:1.4}
header,.contents,.contents-short,.skip,footer{display:none}
.columns{display:block}
.level-2{max-width:none;margin-top:18pt}
.level-3{break-inside:avoid-page}
h1,h2,h3,h4,summary{break-after:avoid}
details{border:0}
details::details-content{content-visibility:visible;block-size:auto}
summary{list-style:none;padding:0;min-height:0;color:#000;font-weight:600}
summary::-webkit-details-marker{display:none}
a{text-decoration:none}
}
`;

export const STYLESHEET = [TOKENS, BASE, FRAME, SECTIONS, WIDE, LISTING, PRINT]
  .map((part) => part.trim())
  .join('\n');
