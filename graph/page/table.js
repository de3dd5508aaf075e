// The same selection as a table: all that the picture says, for those who read rather than look.

import { actors, relations, families, passages, documents, familyOf, pairOf, CERTAINLY } from './model.js';
import { el, byId, count, withCommas, name, stroke } from './dom.js';
import { MODALITIES } from './modality.js';
import { stepBead } from './asked.js';
import { state, STEP, shown, stepOf, shownRelations, markOf, chooseActor, chooseRelation, onChange, yearsInWords } from './state.js';

const PART = 200;
const COLUMNS = { date: 'Date', source: 'Actor', relation: 'Relation', target: 'Other actor', words: 'In the words of the sources', held: 'In these years' };
const HELD = 'Whether it held at some time in the chosen years, by the dates that the sources give';

let limit = PART;
let sorted = 'date';
let isDescending = false;

const certainty = (position) => [
  relations[position].modality === 'asserted' ? null : relations[position].modality,
  shown().answers[position] === CERTAINLY ? 'certain' : 'possible',
].filter((word) => word).join(', ');

/** Whether a relation held in the chosen years, and what else is to be known before it is believed. */
function held(position) {
  const { modality, dated, days } = relations[position];
  if (shown().answers[position] === STEP) return 'not asked for; a step of the path';
  const possibly = dated ? 'possibly' : 'undated';
  const words = days ? (shown().answers[position] === CERTAINLY ? 'certainly' : possibly) : 'impossible in time';
  return [MODALITIES[modality], words].filter((word) => word).join('; ');
}

const reference = ({ document: at }) => documents[at].reference || documents[at].name;

const KEYS = {
  source: (position) => actors[relations[position].ends[0]].name,
  target: (position) => actors[relations[position].ends[1]].name,
  relation: (position) => relations[position].type.wording,
  words: (position) => reference(passages[relations[position].readings[0].passage]),
  held,
};

function rowsInOrder() {
  const positions = shownRelations();
  const way = isDescending ? -1 : 1;
  const compare = new Intl.Collator('en').compare;
  const keys = KEYS[sorted] && new Map(positions.map((position) => [position, KEYS[sorted](position)]));
  const step = (position) => stepOf(position) ?? Infinity; // those of a path come first
  return positions.sort((a, b) => (stepOf(a) || stepOf(b) ? step(a) - step(b) : 0) || way * ((keys && compare(keys.get(a), keys.get(b))) || a - b));
}

const actorCell = (actor) => el('td', {}, el('button', { type: 'button', class: 'link', onclick: () => chooseActor(actor) }, name(actors[actor].name)));

function cited(reading) {
  const { quote } = passages[reading.passage];
  return el('div', {}, el('q', { dir: 'auto' }, quote), ' ', el('span', { class: 'faint' }, name(reference(passages[reading.passage]))));
}

function row(position) {
  const relation = relations[position];
  const open = () => chooseRelation(position, pairOf[position]);
  const isWord = (event) => event.target.closest('button') || String(getSelection());
  return el('tr', { class: markOf(position) || null, 'data-position': position, onclick: (event) => { if (!isWord(event)) open(); } },
    el('td', { class: 'date' }, stepBead(position), relation.words),
    actorCell(relation.ends[0]),
    el('td', {}, el('button', { type: 'button', class: 'link', onclick: open }, stroke(families[familyOf(relation)], relation.modality), relation.type.wording)),
    actorCell(relation.ends[1]),
    el('td', { class: 'words' }, relation.readings.map(cited)),
    el('td', {}, held(position)));
}

/** Sort by a column; by the same one again, the other way round. */
function sortBy(column) {
  isDescending = sorted === column && !isDescending;
  sorted = column;
  render();
  document.querySelector(`#table th.of-${column} button`).focus();
}

function header([column, title]) {
  const way = isDescending ? 'descending' : 'ascending';
  return el('th', { scope: 'col', class: `of-${column}`, 'aria-sort': sorted === column ? way : null, title: column === 'held' ? HELD : null },
    el('button', { type: 'button', onclick: () => sortBy(column) }, title));
}

function render() {
  const box = byId('table');
  if (box.hidden) return;
  const positions = rowsInOrder();
  const more = positions.length - limit;
  box.replaceChildren(el('table', {},
    el('caption', {}, `${count(positions.length, 'relation')}, ${yearsInWords()}`),
    el('thead', {}, el('tr', {}, Object.entries(COLUMNS).map(header))),
    el('tbody', {}, positions.slice(0, limit).map(row))),
  ...(more > 0 ? [el('button', { type: 'button', class: 'more', onclick: showMore }, `${Math.min(more, PART)} more of ${withCommas(more)}`)] : []));
}

/** The next part, with the focus on its first row. */
function showMore() {
  const before = limit;
  limit += PART;
  render();
  document.querySelectorAll('#table tbody tr')[before]?.querySelector('button').focus();
}

function markChosen() {
  for (const line of document.querySelectorAll('#table tbody tr')) line.className = markOf(Number(line.dataset.position));
}

/** Bring the chosen relation into sight, beyond the part that is listed if need be. */
function bringChosen() {
  if (state.view !== 'table' || state.chosen?.relation === undefined) return;
  const listed = rowsInOrder().indexOf(state.chosen.relation);
  if (listed >= limit) {
    limit = listed + PART;
    render();
  }
  document.querySelector('#table tr.chosen')?.scrollIntoView({ block: 'nearest' });
}

export function startTable() {
  onChange((what) => {
    const isOnlyChoice = [...what].every((key) => key === 'chosen' || key === 'view');
    if (!isOnlyChoice) limit = PART;
    if (what.has('chosen') && what.size === 1) markChosen();
    else render();
    if (isOnlyChoice) bringChosen();
  });
}

/** What is shown, as comma-separated values, one relation a line. */
export function asCsv() {
  const head = ['id', 'source', 'type', 'target', 'start', 'end', 'modality', 'certainty', 'quote', 'document', 'reference'];
  const lines = shownRelations().map((position) => {
    const relation = relations[position];
    const from = relation.readings.map((reading) => passages[reading.passage]);
    return [relation.id, actors[relation.ends[0]].name, relation.type.name, actors[relation.ends[1]].name,
      relation.start ?? '', relation.end ?? '', relation.modality, certainty(position),
      from.map(({ quote }) => quote).join(' | '), from.map((p) => documents[p.document].name).join(' | '),
      from.map((p) => documents[p.document].reference).join(' | ')];
  });
  return [head, ...lines].map((cells) => cells.map(cell).join(',')).join('\r\n') + '\r\n';
}

/** A cell; one that a spreadsheet would take for a formula gets an apostrophe before it. */
function cell(text) {
  const printable = text.replaceAll('\0', '\ufffd');
  const safe = /^[=+\-@＝＋－＠\t\r\n]/.test(printable) ? `'${printable}` : printable;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
