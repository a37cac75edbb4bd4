import { Html } from '../../../src/http/html.js';

/**
 * The form's look: on screens a sheet of paper, on phones one column, in print A4. The markers (□ ○ -) are
 * decoration, which is not read aloud; the first of the two declarations is for browsers that cannot say so.
 */
export const SHEET_STYLE = new Html(`
:root { color-scheme: light; --line: #555; --soft: #b8b8b8; --shade: #eef1f5; --quiet: #555; }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: #e4e6e9; color: #111; word-break: keep-all; overflow-wrap: anywhere;
  font: 15px/1.6 "Noto Sans KR", "Noto Sans CJK KR", "Apple SD Gothic Neo", "Malgun Gothic", "맑은 고딕", sans-serif; }
main { width: 210mm; max-width: 100%; margin: 24px auto; padding: 16mm 15mm 14mm; background: #fff;
  box-shadow: 0 1px 6px rgb(0 0 0 / .25); }
p, ul, ol, dl, dd, h1, h2, h3, h4 { margin: 0; padding: 0; }
ul { list-style: none; }
table { width: 100%; border-collapse: collapse; }
th, td { border: 1px solid var(--line); padding: 3px 6px; text-align: center; overflow-wrap: break-word; font-variant-numeric: tabular-nums; }
th { background: var(--shade); font-weight: 600; }
td > small { display: block; color: var(--quiet); line-height: 1.3; }
caption { text-align: right; color: var(--quiet); font-size: 12px; line-height: 1.5; }
sup { line-height: 0; font-size: 10px; }
a { color: inherit; }
sup a { text-decoration: none; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.kind { color: var(--quiet); font-size: 13px; text-align: right; }
.title { display: flex; align-items: stretch; border: 2px solid #222; font-size: 21px; line-height: 1.35; font-weight: 700; }
.title .number { flex: none; display: grid; place-items: center; padding: 9px 16px; background: #26415f; color: #fff; white-space: nowrap; }
.title .name { flex: 1; padding: 9px 14px; align-self: center; }
.office { margin-top: 10px; }
.office .dept { font-weight: 600; }
.office .role { width: 16%; border-right-style: dotted; background: none; font-weight: 400; }
.office .who { border-left-style: dotted; }
h2 { margin: 22px 0 6px; font-size: 17px; break-after: avoid; }
h2::before { content: "□ "; content: "□ " / ""; }
.columns, .block { display: grid; grid-template-columns: 33mm minmax(0, 1fr) 13mm; }
.columns > *, .block > * { padding: 4px 6px; border-left: 1px solid var(--line); }
.columns > :first-child, .block > :first-child { border-left: 0; }
.columns { border: 1px solid var(--line); border-top-width: 2px; background: var(--shade); font-weight: 600; text-align: center; }
.block { border: 1px solid var(--line); margin-top: -1px; break-inside: avoid; }
.block h3 { padding: 4px 2px; font-size: .87em; line-height: 1.45; text-align: center; align-content: center; }
.block h3 span { display: block; white-space: nowrap; }
.block .content { padding: 9px 10px 12px; }
.round + .round { margin-top: 12px; padding-top: 10px; border-top: 1px dotted var(--soft); }
.round { break-inside: avoid; }
h4 { font-size: 15px; font-weight: 600; padding-left: 1.3em; text-indent: -1.3em; }
h4::before { content: "○ "; content: "○ " / ""; }
.lines { padding-left: 1.3em; }
.lines li { padding-left: .9em; text-indent: -.9em; }
.lines li::before { content: "- "; content: "- " / ""; }
.round .figures { margin-top: 2px; }
.figures { table-layout: fixed; }
.figures th[scope=row] { font-weight: 500; }
[lang=en] .round .figures { table-layout: auto; font-size: .87em; }
.aside, .example { color: var(--quiet); font-size: 12px; }
.participation .figures td { height: 34px; }
.improve { display: grid; grid-template-columns: 33mm minmax(0, 1fr); border: 1px solid var(--line); }
.improve > * { padding: 7px 10px; }
.improve dt { background: var(--shade); font-weight: 600; text-align: center; align-content: center; border-right: 1px solid var(--line); }
.improve :nth-child(n+3) { border-top: 1px solid var(--line); }
.improve li { padding-left: .9em; text-indent: -.9em; }
.improve li::before { content: "- "; content: "- " / ""; }
footer { margin-top: 16px; padding-top: 6px; border-top: 1px solid var(--soft); color: var(--quiet); font-size: 12px; }
h4 .voided { color: #8a1c1c; }
footer li { padding-left: 1.6em; text-indent: -1.6em; }
.moment { margin-top: 4px; text-align: right; }
.incomplete { margin-bottom: 10px; padding: 6px 10px; border: 2px solid #a33; color: #8a1c1c; font-weight: 600; }
@media (max-width: 640px) {
  body { background: #fff; font-size: 16px; }
  main { margin: 0; padding: 14px 12px 20px; box-shadow: none; }
  .title { font-size: 18px; }
  .title .number { padding: 8px 10px; }
  .columns { display: none; }
  .sections { border-top: 2px solid var(--line); }
  .block { display: block; }
  .block > * { border-left: 0; }
  .block h3 { font-size: 15px; padding: 6px; background: var(--shade); border-bottom: 1px solid var(--line); }
  .block > .remark:empty { display: none; }
  .block h3 span { display: inline; }
  .improve { grid-template-columns: 4.8em minmax(0, 1fr); }
  th, td { padding: 4px 2px; }
  .figures { font-size: 14px; }
  [lang=en] .round .figures { font-size: 11.5px; }
}
@page { size: A4; margin: 14mm 13mm; }
@media print {
  body { background: none; font-size: 10pt; line-height: 1.42; }
  h2 { margin-top: 14px; }
  th, td { padding: 2px 5px; }
  main { width: auto; margin: 0; padding: 0; box-shadow: none; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  table, .improve, footer { break-inside: avoid; }
}
`);
