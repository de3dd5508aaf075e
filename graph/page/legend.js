// The legend is the filter: every symbol and line with a box to tick and the number it stands for.

import { actors, relations, kinds, families, core, familyOf } from './model.js';
import { el, byId, count, symbol, stroke } from './dom.js';
import { state, change, shown, onChange, allYears } from './state.js';

const MODALITIES = [['asserted', 'Asserted'], ['negated', 'Said not to be so'], ['intended', 'Intended, claimed'], ['reported', 'Reported']];
const numbers = [];

function tick(label, picture, isOn, onTick, number) {
  const tally = el('span', { class: 'number' });
  if (number) numbers.push(() => { tally.textContent = number().toLocaleString('en'); });
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

function kindRows() {
  const used = new Set(actors.map((actor) => actor.kind));
  return Object.entries(kinds).filter(([kind]) => used.has(kind)).map(([kind, style]) => tick(
    kind, symbol(style), () => !state.kindsOff.has(kind),
    (isOn) => change({ kindsOff: toggled(state.kindsOff, kind, !isOn) }), () => shown().counts.kinds[kind] ?? 0));
}

function familyRows() {
  const used = new Set(relations.map(familyOf));
  return Object.entries(families).filter(([family]) => used.has(family)).map(([family, look]) => tick(
    look.label, stroke(look), () => !state.familiesOff.has(family),
    (isOn) => change({ familiesOff: toggled(state.familiesOff, family, !isOn) }), () => shown().counts.families[family] ?? 0));
}

function modalityRows() {
  const used = new Set(relations.map((relation) => relation.modality));
  const rows = MODALITIES.filter(([modality]) => used.has(modality)).map(([modality, label]) => tick(
    label, null, () => state.modalities.has(modality),
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
    button.textContent = state.everyone ? `Show the best-connected ${core.length} only` : `Show all ${actors.length.toLocaleString('en')} actors`;
  });
  return el('div', { class: 'scope' }, el('p', {}, `This page holds ${count(actors.length, 'actor')}. Search brings in any of them.`), button);
}

const reading = () => el('details', { class: 'how' }, el('summary', {}, 'How to read the picture'),
  el('p', {}, 'A line joins two actors; the more relations, the wider. It has the look of the family that most of them belong to; beads in its middle stand for the others.'),
  el('p', {}, 'A ring in the middle: none of them is certain in the chosen years, or none is dated.'),
  el('p', {}, 'Arrows go from who acts to whom it concerns.'));

export function startLegend() {
  const legend = byId('legend');
  const parts = [scopeRow(), group('Actors', kindRows()), group('Relations', familyRows()), group('What is said', modalityRows()),
    group('Dates', timeRows()), reading()];
  const body = el('div', { class: 'body' }, parts.filter((part) => part));
  const small = matchMedia('(max-width: 760px)');
  const fold = el('details', { class: 'fold' }, el('summary', {}, 'Legend and filters'), body);
  fold.open = !small.matches;
  small.addEventListener('change', () => { fold.open = !small.matches; });
  legend.append(fold);
  const refresh = () => {
    numbers.forEach((write) => write());
    legend.classList.toggle('all-years', allYears());
  };
  onChange((what) => { if (!(what.size === 1 && what.has('chosen'))) refresh(); });
  refresh();
}
