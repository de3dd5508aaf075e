// What an actor's panel tells besides its relations: whom it came from and became, its neighbours, its sources.

import { actors, relations, passages, documents, relationsOf, otherEnd, wordingFrom } from './model.js';
import { el, count, name } from './dom.js';
import { shown, chooseActor } from './state.js';

const LINEAGE = new Set(['RENAMED_TO', 'SUCCEEDED_BY', 'SUCCEEDED', 'DIVIDED_INTO']);
const MOST = 12;

const link = (actor) => el('button', { type: 'button', class: 'link', onclick: () => chooseActor(actor) }, name(actors[actor].name));

const asserted = (actor) => relationsOf[actor].filter((position) => relations[position].modality === 'asserted' && relations[position].days);

/** Under what other names it went on, or had been before, by date. */
export function lineage(actor) {
  const found = asserted(actor).map((position) => relations[position]).filter(({ type }) => LINEAGE.has(type.name));
  if (!found.length) return null;
  const items = found.map((relation) => el('li', {}, `${relation.words}: ${wordingFrom(relation, actor)} `, link(otherEnd(relation, actor))));
  return el('div', { class: 'lineage' }, el('h3', {}, 'Before and after'), el('ul', {}, items));
}

/** With whom it stands in relations that are shown, whoever has the most first. */
export function neighbours(actor) {
  const tally = new Map();
  for (const position of relationsOf[actor].filter((one) => shown().answers[one])) {
    const other = otherEnd(relations[position], actor);
    if (other !== actor) tally.set(other, (tally.get(other) ?? 0) + 1);
  }
  const ranked = [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (!ranked.length) return null;
  const listed = ranked.slice(0, MOST).map(([other, number], at) => [at ? ', ' : null, link(other), number > 1 ? ` (${number})` : null]);
  const more = ranked.length - MOST;
  return el('div', { class: 'neighbours' }, el('h3', {}, count(ranked.length, 'neighbour')), el('p', {}, listed, more > 0 ? ` and ${more} more` : null, '.'));
}

/** The documents that tell of it, and in how many passages. */
export function toldIn(actor) {
  const told = new Set(relationsOf[actor].flatMap((position) => relations[position].readings.map(({ passage }) => passage)));
  const tally = new Map();
  for (const passage of told) tally.set(passages[passage].document, (tally.get(passages[passage].document) ?? 0) + 1);
  const items = [...tally].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, MOST)
    .map(([at, number]) => el('li', {}, name(documents[at].reference || documents[at].name), el('span', { class: 'faint' }, `, ${count(number, 'passage')}`)));
  const more = tally.size - MOST;
  return el('div', { class: 'told-in' }, el('h3', {}, `Told of in ${count(tally.size, 'document')}`), el('ul', {}, items), more > 0 ? el('p', { class: 'faint' }, `and ${more} more`) : null);
}
