// The same selection as a table: all that the picture says, for those who read rather than look.

import { actors, relations, families, passages, documents, familyOf, pairOf, CERTAINLY } from './model.js';
import { el, byId, count, name, stroke } from './dom.js';
import { shown, shownRelations, chooseActor, chooseRelation, onChange, yearsInWords } from './state.js';

const PART = 200;
const COLUMNS = { date: 'Date', source: 'Actor', relation: 'Relation', target: 'Actor', words: 'In the words of the sources', certainty: 'Certainty' };

let limit = PART;
let sorted = 'date';

const certainty = (position) => [
  relations[position].modality === 'asserted' ? null : relations[position].modality,
  shown().answers[position] === CERTAINLY ? 'certain' : 'possible',
].filter((word) => word).join(', ');

const KEYS = {
  source: (position) => actors[relations[position].ends[0]].name,
  target: (position) => actors[relations[position].ends[1]].name,
  relation: (position) => relations[position].type.wording,
  certainty,
};

function rowsInOrder() {
  const positions = shownRelations();
  const key = KEYS[sorted];
  return key ? positions.sort((a, b) => key(a).localeCompare(key(b), 'en') || a - b) : positions;
}

const actorCell = (actor) => el('td', {}, el('button', { type: 'button', class: 'link', onclick: () => chooseActor(actor) }, name(actors[actor].name)));

function cited(reading) {
  const { quote, document: at } = passages[reading.passage];
  return el('div', {}, el('q', { dir: 'auto' }, quote), ' ', el('span', { class: 'faint' }, name(documents[at].reference || documents[at].name)));
}

function row(position) {
  const relation = relations[position];
  const open = () => chooseRelation(position, pairOf[position]);
  return el('tr', {},
    el('td', { class: 'date' }, relation.words),
    actorCell(relation.ends[0]),
    el('td', {}, el('button', { type: 'button', class: 'link', onclick: open }, stroke(families[familyOf(relation)]), relation.type.wording)),
    actorCell(relation.ends[1]),
    el('td', { class: 'words' }, relation.readings.map(cited)),
    el('td', {}, certainty(position)));
}

function header([column, title]) {
  const isSortable = column === 'date' || KEYS[column];
  const inside = isSortable ? el('button', { type: 'button', onclick: () => { sorted = column; render(); } }, title) : title;
  return el('th', { scope: 'col', class: `of-${column}`, 'aria-sort': sorted === column ? 'ascending' : null }, inside);
}

function render() {
  const box = byId('table');
  if (box.hidden) return;
  const positions = rowsInOrder();
  const more = positions.length - limit;
  const parts = [el('table', {},
    el('caption', {}, `${count(positions.length, 'relation')}, ${yearsInWords()}`),
    el('thead', {}, el('tr', {}, Object.entries(COLUMNS).map(header))),
    el('tbody', {}, positions.slice(0, limit).map(row)))];
  if (more > 0) parts.push(el('button', { type: 'button', class: 'more', onclick: () => { limit += PART; render(); } }, `${Math.min(more, PART)} more of ${more}`));
  box.replaceChildren(...parts);
}

export function startTable() {
  onChange((what) => {
    if (what.has('chosen') && what.size === 1) return;
    if (!what.has('view')) limit = PART;
    render();
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
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
