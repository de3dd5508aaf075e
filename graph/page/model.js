// What the page was given, the order of time, and the answers "certainly", "possibly", "no".

import { isolated } from './bidi.js';
import { BEGINNING, END_OF_TIME, firstDay, yearOf } from './days.js';

const given = JSON.parse(document.getElementById('data').textContent);

/** The rows of a table as objects, null where a row says nothing. */
const read = ({ fields, rows }) => rows.map((row) => Object.fromEntries(fields.map((field, at) => [field, row[at] ?? null])));

export const { kinds, families, types, documents, pairs, core } = given.content;
export const opens = given.content.opens; // the fragment that stands for an address without one
export const passagesCut = given.content.cut;
export const yearsNamed = given.content.years;
export const passages = read(given.content.passages);
export const actors = read(given.content.actors);
const readingsOf = (rows) => (rows ?? []).map(([passage, marks, dateText, dateFrom, qualifiers, words]) => ({ passage, marks, dateText, dateFrom, qualifiers, words }));
export const relations = read(given.content.relations).map((row) => ({
  ...row,
  type: types[row.type],
  modality: row.modality ?? 'asserted',
  dated: row.year !== null,
  readings: readingsOf(row.readings),
}));
/** Where they are long, passages and readings come packed, and are here only when this is done; else null. */
export const unpacking = given.content.packed ? unpack(given.content.packed) : null;

async function unpack(packed) {
  const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0));
  const [rows, readings] = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();
  read({ fields: given.content.passages.fields, rows }).forEach((passage) => { passages.push(passage); });
  readings.forEach((own, at) => { relations[at].readings = readingsOf(own); });
}

export const { nodes, restyled } = given.drawing;
export const edges = given.drawing.edges.map(([from, to]) => ({ from, to }));
export const options = JSON.parse(given.options);

export const NO = 0;
export const POSSIBLY = 1;
export const CERTAINLY = 2;

/** The days of a choice of years; a side that is null is open. */
export function daysOf(from, to) {
  return [from === null ? BEGINNING : firstDay(from), to === null ? END_OF_TIME : firstDay(to + 1) - 1];
}

/** Whether a relation held on some day from `first` to `last`. */
export function meets(relation, first, last, presume) {
  const [startMin, startMax, endMin, endMax] = relation.days;
  const heldUntil = presume && relation.open ? endMax : endMin;
  if (relation.dated && startMax <= last && heldUntil >= first) return CERTAINLY;
  return startMin <= last && endMax >= first ? POSSIBLY : NO;
}

/** First and last year on which a relation certainly held, or null. */
export function certainYears(relation) {
  if (!relation.dated || !relation.days) return null;
  const [, startMax, endMin] = relation.days;
  if (startMax > endMin) return null;
  return [yearOf(Math.max(startMax, 1)), yearOf(Math.min(endMin, END_OF_TIME - 1))];
}

export const familyOf = (relation) => relation.type.family;

/** "recognised", or as the other side would say it, "was recognised by". */
export function wordingFrom(relation, actor) {
  const { wording, inverse, symmetric } = relation.type;
  return relation.ends[0] === actor || symmetric ? wording : inverse;
}

/** The actor at the other end. */
export const otherEnd = (relation, actor) => relation.ends[relation.ends[0] === actor ? 1 : 0];

/** An actor's name where there can be no element around it. */
export const nameOf = (actor) => isolated(actors[actor].name);

export function sentence(relation) {
  const [source, target] = relation.ends.map(nameOf);
  return `${source} ${relation.type.wording} ${target}`;
}

/** For each actor, the positions of its relations, in order of time. */
export const relationsOf = actors.map(() => []);
/** For each relation, the position of its pair. */
export const pairOf = new Array(relations.length);

relations.forEach((relation, position) => {
  for (const end of new Set(relation.ends)) relationsOf[end].push(position);
});
pairs.forEach((positions, pair) => positions.forEach((position) => { pairOf[position] = pair; }));
