/**
 * Purpose: the small script of the report: opens what a link leads to, answers what-if questions from the explored trees, remembers nothing.
 *
 * It is text here because it runs in the reader's browser, which this room does not see. The page's content security policy names its hash.
 * Units: none. Determinism: pure; it only reads the data that stands in the page.
 */

/** Verdict of a threat under a profile, as `threats/coverage/what-if.ts` has it; a test compares the two. */
export const VERDICT_SCRIPT = `
const RANKS = ['blocked', 'detected', 'degraded', 'inconclusive', 'succeeded'];
function outcomeOf(tree, on) {
  let at = tree;
  while (at.ask !== undefined) at = on.has(at.ask) ? at.on : at.off;
  return at.outcome;
}
function verdictOf(trees, on) {
  let worst = -1;
  for (const tree of trees) {
    const bare = outcomeOf(tree, new Set());
    const rank = RANKS.indexOf(outcomeOf(tree, on));
    if (bare === 'succeeded' || rank > RANKS.indexOf(bare)) worst = Math.max(worst, rank);
  }
  return worst < 0 ? 'not-applicable' : RANKS[worst];
}`;

/** The whole script. */
export const SCRIPT = `'use strict';${VERDICT_SCRIPT}
const data = JSON.parse(document.getElementById('data').textContent);
for (const element of document.querySelectorAll('.script-only')) element.hidden = false;
function reveal() {
  const target = location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
  if (target === null) return;
  for (let at = target; at !== null; at = at.parentElement) if (at.localName === 'details') at.open = true;
  (target.closest('details') ?? target).scrollIntoView();
}
addEventListener('hashchange', reveal);
reveal();
for (const radio of document.querySelectorAll('.language')) {
  const follow = () => { if (radio.checked) document.documentElement.lang = radio.value; };
  radio.addEventListener('change', follow);
  follow();
}
for (const table of document.querySelectorAll('[data-what-if]')) {
  const part = data.find((one) => one.prefix === table.dataset.whatIf);
  const section = table.closest('section');
  const boxes = [...table.querySelectorAll('[data-control]')];
  const badges = new Map([...section.querySelectorAll('[data-verdict]')].map((one) => [one.dataset.verdict, one.firstElementChild]));
  const update = () => {
    const on = new Set(boxes.filter((box) => box.checked).map((box) => box.dataset.control));
    for (const threat of part.threats) {
      const cell = table.querySelector('[data-threat="' + threat.id + '"]');
      cell.replaceChildren(badges.get(verdictOf(threat.trees, on)).cloneNode(true));
    }
    const cost = boxes.reduce((sum, box) => sum + (box.checked ? Number(box.dataset.price) : 0), 0);
    table.querySelector('[data-cost]').textContent = String(cost);
  };
  for (const box of boxes) box.addEventListener('change', update);
  for (const button of section.querySelectorAll('[data-set]')) {
    button.addEventListener('click', () => {
      const wanted = button.dataset.set;
      for (const box of boxes) box.checked = wanted === 'all' || (wanted === 'plan' && part.plan.includes(box.dataset.control));
      update();
    });
  }
  update();
}
`;
