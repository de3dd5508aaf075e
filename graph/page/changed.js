// What began, ended and came into existence in the chosen years, and how surely.
//
// A relation began or ended then as `histgraph ask began` and `ended` have it (queries/began.cypher,
// queries/ended.cypher): its text gives a date for that side, and the days which that can be lie within
// the years (certainly) or only reach into them (possibly).  `ask changed` compares two days instead, and
// so leaves out acts and what both began and ended between them.

import { actors, relations, NO, POSSIBLY, CERTAINLY } from './model.js';
import { parsePeriod, windowInWords, BEGINNING, END_OF_TIME } from './days.js';
import { state, chosenDays, inScope, passes } from './state.js';

const UNKNOWN = [BEGINNING, END_OF_TIME];

function liesIn([earliest, latest], [first, last]) {
  if (earliest > last || latest < first) return NO;
  return earliest >= first && latest <= last ? CERTAINLY : POSSIBLY;
}

/** A change: how surely it lies in the years, the day it is sorted by, its date as the text has it. */
function change(what, days, years, text, subject) {
  const certainty = liesIn(days, years);
  if (certainty === NO || (state.certainOnly && certainty !== CERTAINLY)) return [];
  return [{ what, certainty, day: text[0] > BEGINNING ? days[0] : days[1], words: windowInWords(text), ...subject }];
}

function ofRelation(relation, position, years) {
  if (!relation.days || !relation.ends.every(inScope) || !passes(position, true)) return [];
  const [startMin, startMax, endMin, endMax] = relation.days;
  const isAct = startMin === endMin && startMax === endMax;
  if (isAct && relation.start) return change('happened', [startMin, startMax], years, parsePeriod(relation.start), { position, words: relation.words });
  return [
    ...(relation.start ? change('began', [startMin, startMax], years, parsePeriod(relation.start), { position }) : []),
    ...(relation.end ? change('ended', [endMin, endMax], years, parsePeriod(relation.end), { position }) : []),
  ];
}

/** The windows in which an actor's existence begins and ends; one date alone is both, as of an event. */
function existence(text) {
  const sides = text.startsWith('[') ? [text] : text.split('/');
  const [begun, ended = begun] = sides.map((side) => (side === '' || side === '..' ? UNKNOWN : parsePeriod(side)));
  return { begun, ended, isOne: sides.length === 1 };
}

function ofActor(actor, years) {
  const { existed_edtf: text, kind } = actors[actor];
  if (!text || !inScope(actor) || state.kindsOff.has(kind)) return [];
  const { begun, ended, isOne } = existence(text);
  if (isOne) return change('took place', begun, years, begun, { actor });
  return [...(begun === UNKNOWN ? [] : change('appeared', begun, years, begun, { actor })),
    ...(ended === UNKNOWN ? [] : change('disappeared', ended, years, ended, { actor }))];
}

/** All that changed in the chosen years among what is shown, in order of time. */
export function changes() {
  const years = chosenDays();
  return [
    ...actors.flatMap((_, actor) => ofActor(actor, years)),
    ...relations.flatMap((relation, position) => ofRelation(relation, position, years)),
  ].sort((a, b) => a.day - b.day);
}
