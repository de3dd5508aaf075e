// What is said of an actor, or between two: relations by time, each with the words of its sources.

import { actors, relations, pairs, passages, documents, passagesCut, families, kinds, edges,
  familyOf, relationsOf, pairOf, otherEnd, wordingFrom, sentence, CERTAINLY, POSSIBLY } from './model.js';
import { MODALITIES } from './modality.js';
import { el, byId, count, withCommas, name, symbol, stroke } from './dom.js';
import { nearButtons } from './around.js';
import { lineage, neighbours, toldIn } from './about.js';
import { pathButtons } from './pathform.js';
import { state, pathInSight, shown, change, chooseActor, chooseRelation, onChange, allYears, inThoseYears } from './state.js';

const ORIGINS = {
  stated: 'stated in the sentence', carried: 'carried over from what stands before', relative: 'reckoned from another date',
  era: 'known by an era only', none: '',
};

const actorLink = (actor) => el('button', { type: 'button', class: 'link', onclick: () => chooseActor(actor) }, name(actors[actor].name));

// Sentences ---------------------------------------------------------------------------------------

/** The quoted words, with the names and the date marked; the text is the source's, to the letter. */
function quotation(reading) {
  const { quote } = passages[reading.passage];
  const pieces = [];
  let done = 0;
  for (let at = 0; at < reading.marks.length; at += 3) {
    const [start, end, role] = reading.marks.slice(at, at + 3);
    pieces.push(quote.slice(done, start), el('mark', { class: `of-${role}`, title: role === 'date' ? 'date' : 'actor' }, quote.slice(start, end)));
    done = end;
  }
  pieces.push(quote.slice(done));
  return el('blockquote', { dir: 'auto' }, pieces);
}

function surroundings(reading) {
  const { before, after, quote } = passages[reading.passage];
  if (before === null) return null;
  return el('details', {}, el('summary', {}, 'In its surroundings'),
    el('p', { class: 'around', dir: 'auto' }, before, el('b', {}, quote), after ?? ''));
}

function reference(reading) {
  const { document: at, start, end } = passages[reading.passage];
  const { name: file, reference: bibliography } = documents[at];
  return el('p', { class: 'cited' }, bibliography ? el('cite', {}, name(bibliography)) : null, bibliography ? ' ' : null,
    el('span', { class: 'faint' }, name(file), `, characters ${withCommas(start)}–${withCommas(end)}`));
}

function howDated(reading) {
  const origin = ORIGINS[reading.dateFrom] ?? '';
  if (!reading.dateText && !origin) return el('p', { class: 'faint' }, 'The sentence gives no date.');
  const words = reading.dateText ? ['Date as written: ', el('q', {}, name(reading.dateText))] : ['Date'];
  return el('p', { class: 'faint' }, words, reading.dateText && origin ? ', ' : ' ', origin);
}

function qualifiers(reading) {
  if (!reading.qualifiers) return null;
  const roles = new Map();
  for (const [role, value] of reading.qualifiers) {
    const named = actors.find((actor) => actor.id === value)?.name ?? value;
    roles.set(role, [...(roles.get(role) ?? []), named]);
  }
  return [...roles].map(([role, values]) => el('p', { class: 'faint' }, name(role), ': ', values.map((value, at) => [at ? ', ' : null, name(value)])));
}

/** The words of a reading, and where they stand. */
export function evidence(reading) {
  const differs = reading.words ? el('p', { class: 'faint' }, `Here: ${reading.words}.`) : null;
  return el('div', { class: 'reading' }, quotation(reading), reference(reading), howDated(reading), differs,
    qualifiers(reading), surroundings(reading));
}

// Relations ---------------------------------------------------------------------------------------

export const edtf = (relation) => {
  const texts = [relation.start, relation.end].filter((text) => text);
  return texts.length ? el('span', { class: 'edtf', title: 'Extended Date/Time Format (ISO 8601-2)' }, `EDTF ${texts.join(' – ')}`) : null;
};

function remarks(relation, position) {
  const list = [];
  if (!relation.days) list.push('impossible: it falls outside the existence of its actors');
  else if (!relation.dated) list.push('at no known date');
  else if (!allYears() && shown().answers[position] === POSSIBLY) list.push(`only possibly ${inThoseYears()}`);
  else if (!allYears() && shown().answers[position] === CERTAINLY) list.push(`certainly ${inThoseYears()}`);
  if (relation.open) list.push('no end stated');
  if (MODALITIES[relation.modality]) list.unshift(MODALITIES[relation.modality]);
  return el('p', { class: 'remarks' }, list.map((text) => el('span', {}, text)));
}

function others(title, positions) {
  if (!positions?.length) return null;
  const items = positions.map((position) => el('li', {}, el('button', {
    type: 'button', class: 'link', onclick: () => chooseRelation(position, pairOf[position]),
  }, name(`${sentence(relations[position])}, ${relations[position].words}`))));
  return el('div', { class: 'others' }, el('p', {}, title), el('ul', {}, items));
}

function article(position) {
  const relation = relations[position];
  const [source, target] = relation.ends;
  return el('article', { id: `relation-${position}`, tabindex: -1, class: relation.modality },
    el('h3', {}, stroke(families[familyOf(relation)], relation.modality), name(actors[source].name), ` ${relation.type.wording} `, name(actors[target].name)),
    el('p', { class: 'when' }, relation.words, ' ', edtf(relation)),
    remarks(relation, position),
    relation.readings.map((reading) => evidence(reading)),
    others('The sources do not agree; against this stands:', relation.disagrees),
    others('Less exactly dated; it may be the same as:', relation.could_be));
}

function ofPair({ pair, relation }) {
  const ends = [...new Set([edges[pair].from, edges[pair].to])];
  const inView = new Set(shown().byPair[pair]);
  const order = pairs[pair].filter((position) => inView.has(position) || position === relation);
  const rest = pairs[pair].length - order.length;
  return [
    el('h2', {}, ends.map((end, at) => [at ? ' – ' : null, actorLink(end)])),
    el('p', { class: 'faint' }, `${count(order.length, 'relation')}, in order of time.`,
      rest ? ` ${rest} more at other times, or not ticked in the legend.` : ''),
    order.map(article),
    passagesCut ? el('p', { class: 'faint' }, 'The passages are whole; what stands around them is left out, since this page is large.') : null,
  ];
}

// Actors --------------------------------------------------------------------------------------------

function row(position, actor) {
  const relation = relations[position];
  const other = otherEnd(relation, actor);
  return el('li', {}, el('button', { type: 'button', class: 'row', onclick: () => chooseRelation(position, pairOf[position]) },
    el('span', { class: 'date' }, relation.words), stroke(families[familyOf(relation)], relation.modality),
    el('span', {}, MODALITIES[relation.modality] ? el('em', {}, `[${relation.modality}] `) : null,
      `${wordingFrom(relation, actor)} `, name(actors[other].name))));
}

function ofActor({ actor }) {
  const { name: called, kind, aliases, existed, existed_edtf: exact, unverified } = actors[actor];
  const [inView, rest] = [[], []];
  for (const position of relationsOf[actor]) (shown().answers[position] ? inView : rest).push(position);
  const line = [kind, existed, unverified ? 'a name that no gazetteer knows' : null].filter((part) => part);
  return [
    el('h2', {}, symbol(kinds[kind]), name(called)),
    el('p', {}, line.join(' · '), exact ? el('span', { class: 'edtf' }, ` EDTF ${exact}`) : null),
    aliases ? el('p', {}, 'Also called ', aliases.map((alias, at) => [at ? ', ' : null, name(alias)]), '.') : null,
    lineage(actor),
    nearButtons(actor),
    pathButtons(actor),
    el('h3', {}, `${count(inView.length, 'relation')} shown`),
    el('ol', { class: 'rows' }, inView.map((position) => row(position, actor))),
    rest.length ? el('details', {}, el('summary', {}, `${rest.length} more, at other times or not ticked in the legend`),
      el('ol', { class: 'rows' }, rest.map((position) => row(position, actor)))) : null,
    neighbours(actor),
    toldIn(actor),
  ];
}

// The panel -----------------------------------------------------------------------------------------

function close() {
  change({ chosen: null });
  document.querySelector('#network .vis-network')?.focus({ preventScroll: true });
}

function render() {
  const panel = byId('evidence');
  const { chosen } = state;
  if (pathInSight()) return; // the panel belongs to pathpanel.js
  panel.hidden = !chosen;
  if (!chosen) return panel.replaceChildren();
  const button = el('button', { type: 'button', class: 'close', 'aria-label': 'Close', title: 'Close (Esc)', onclick: close }, '✕');
  const parts = chosen.actor === undefined ? ofPair(chosen) : ofActor(chosen);
  const back = state.asking ? el('p', { class: 'back' }, el('button', { type: 'button', class: 'link', onclick: () => change({ chosen: null }) }, '← Back to the path')) : null;
  panel.replaceChildren(...[button, back, ...parts].flat(2).filter((part) => part));
  panel.scrollTop = 0;
  const sought = chosen.relation === undefined ? null : byId(`relation-${chosen.relation}`);
  if (sought) {
    sought.classList.add('sought');
    sought.scrollIntoView({ block: 'nearest' });
  }
}

export function startEvidence() {
  onChange((what) => { if (!(what.size === 1 && what.has('view'))) render(); });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && state.chosen && !pathInSight() && event.target.id !== 'query') close();
  });
}
