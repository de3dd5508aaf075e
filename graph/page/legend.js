// The legend is the filter: every symbol and line with a box to tick and the number it stands for.

import { actors, relations, kinds, families, core, familyOf } from './model.js';
import { el, svg, byId, count, withCommas, symbol, stroke } from './dom.js';
import { state, change, shown, onChange, allYears } from './state.js';

const MODALITIES = [['asserted', 'Asserted'], ['negated', 'Said not to be so'], ['intended', 'Intended, claimed'], ['reported', 'Reported']];
const GREY = { light: 'var(--faint)', dark: 'var(--faint)', dash: [] };
const numbers = [];

function tick(label, picture, isOn, onTick, number) {
  const tally = el('span', { class: 'number' });
  if (number) numbers.push(() => { tally.textContent = withCommas(number()); });
  const box = el('input', { type: 'checkbox', onchange: (event) => onTick(event.target.checked) });
  numbers.push(() => { box.checked = isOn(); });
  return el('label', { class: 'tick' }, box, picture, el('span', {}, label), tally);
}

/** A set with `item` put in or taken out. */
function toggled(set, item, isIn) {
  const next = new Set(set);
  if (isIn) next.add(item);
  else next.delete(item);
  return next;
}

const group = (title, ...rows) => el('fieldset', {}, el('legend', {}, title), rows);

/**
 * A group of which all, none or only one can be chosen at once.  `rows` are [key, label, picture, number],
 * `off` the name of the set of those that are not shown.
 */
function choices(title, off, rows) {
  const keys = rows.map(([key]) => key);
  const button = (text, about, onclick) => el('button', { type: 'button', class: 'link', onclick }, text, el('span', { class: 'unseen' }, ` ${about}`));
  return el('fieldset', {},
    el('legend', {}, title),
    el('p', { class: 'at-once' }, button('all', title, () => change({ [off]: new Set() })), button('none', title, () => change({ [off]: new Set(keys) }))),
    rows.map(([key, label, picture, number]) => el('div', { class: 'choice' },
      tick(label, picture, () => !state[off].has(key), (isOn) => change({ [off]: toggled(state[off], key, !isOn) }), number),
      button('only', label, () => change({ [off]: new Set(keys.filter((other) => other !== key)) })))));
}

function kindRows() {
  const used = new Set(actors.map((actor) => actor.kind));
  return Object.entries(kinds).filter(([kind]) => used.has(kind))
    .map(([kind, style]) => [kind, kind, symbol(style), () => shown().counts.kinds[kind] ?? 0]);
}

function familyRows() {
  const used = new Set(relations.map(familyOf));
  return Object.entries(families).filter(([family]) => used.has(family))
    .map(([family, look]) => [family, look.label, stroke(look), () => shown().counts.families[family] ?? 0]);
}

function modalityRows() {
  const used = new Set(relations.map((relation) => relation.modality));
  const rows = MODALITIES.filter(([modality]) => used.has(modality)).map(([modality, label]) => tick(
    label, stroke(GREY, modality), () => state.modalities.has(modality),
    (isOn) => change({ modalities: toggled(state.modalities, modality, isOn) }), () => shown().counts.modalities[modality] ?? 0));
  const impossible = relations.filter((relation) => !relation.days).length;
  if (impossible) rows.push(tick('Impossible in time', null, () => state.impossible, (isOn) => change({ impossible: isOn }), () => impossible));
  return rows;
}

function timeRows() {
  const undated = relations.filter((relation) => relation.days && !relation.dated).length;
  return [
    tick('Only what is certain', null, () => state.certainOnly, (isOn) => change({ certainOnly: isOn })),
    tick('Presume it lasts where no end is stated', null, () => state.presume, (isOn) => change({ presume: isOn })),
    undated ? tick('Keep undated ones when years are chosen', null, () => state.undated, (isOn) => change({ undated: isOn }), () => undated) : null,
  ];
}

function scopeRow() {
  if (!core.length) return null;
  const button = el('button', { type: 'button', onclick: () => change({ everyone: !state.everyone, added: new Set() }) });
  numbers.push(() => {
    button.textContent = state.everyone ? `Show the best-connected ${core.length} only` : `Show all ${withCommas(actors.length)} actors`;
  });
  return el('div', { class: 'scope' }, el('p', {}, `This page holds ${count(actors.length, 'actor')}. Search brings in any of them.`), button);
}

/** What is drawn in the middle of a line. */
const onLine = (className) => svg('svg', { viewBox: '0 0 34 12', class: 'stroke', 'aria-hidden': 'true' },
  svg('line', { x1: 1, y1: 6, x2: 33, y2: 6, class: 'through' }), svg('circle', { cx: 17, cy: 6, r: className === 'ring' ? 4.5 : 3.5, class: className }));

const explained = (picture, text) => el('p', { class: 'explained' }, picture, el('span', {}, text));

/** Only where something is not asserted. */
const openLines = () => (relations.some(({ modality }) => modality !== 'asserted')
  ? el('p', {}, 'A line of two strokes: nothing of it is asserted; its mark stands under “What is said”.') : null);

const reading = (isOpen) => el('details', { class: 'how', open: isOpen }, el('summary', {}, 'How to read the lines'),
  explained(onLine('ring'), 'nothing here is certain for the chosen years, or nothing is dated'),
  explained(onLine('bead'), 'relations of another family too, in its colour'),
  openLines(),
  el('p', {}, 'The more relations, the wider; the look is that of the family of most of them. Arrows go from who acts to whom it concerns.'));

export function startLegend() {
  const legend = byId('legend');
  const small = matchMedia('(max-width: 760px)');
  const parts = [scopeRow(), choices('Actors', 'kindsOff', kindRows()), choices('Relations', 'familiesOff', familyRows()), group('What is said', modalityRows()),
    group('Dates', timeRows()), reading(!small.matches)];
  const body = el('div', { class: 'body' }, parts.filter((part) => part));
  const fold = el('details', { class: 'fold' }, el('summary', {}, 'Legend and filters'), body);
  legend.append(fold);
  const refresh = () => {
    numbers.forEach((write) => write());
    legend.classList.toggle('all-years', allYears());
  };
  onChange((what) => { if (!(what.size === 1 && what.has('chosen'))) refresh(); });
  refresh();
}
