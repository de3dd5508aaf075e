// What the reader has chosen, and which relations, pairs and actors that leaves.

import { actors, relations, pairs, core, relationsOf, pairOf, familyOf, otherEnd,
  meets, daysOf, NO, POSSIBLY, CERTAINLY } from './model.js';
import { dayOf, singleInWords } from './days.js';

/** The answer for what passes no filter, and is shown as a step of a path; others are NO, POSSIBLY, CERTAINLY. */
export const STEP = 3;

export const state = {
  from: null, // years; null is open
  to: null,
  fromDay: null, // days within these years, as 1950-01-31, where the choice is that exact
  toDay: null,
  kindsOff: new Set(),
  familiesOff: new Set(),
  modalities: new Set(['asserted']),
  undated: false, // keep undated relations when years are chosen
  certainOnly: false,
  presume: false, // an end that nobody states is taken to be still to come
  impossible: false,
  everyone: core.length === 0, // false: the best-connected, and whom the reader asked for
  added: new Set(),
  around: [], // actors: only these and whoever stands within so many steps of them
  within: 1,
  crowd: false, // all of these, however many they are
  view: 'network',
  grouped: 'time', // how the timeline is grouped
  changes: false, // the list of what changed is open
  chosen: null, // { actor } or { pair, relation? }; with `step` where it is a step of the path that is read
  path: null, // what was asked for and found, see asked.js
  asking: false, // the panel in which paths are asked for is open
};

/** With more actors around another, only the best joined are shown at first. */
export const MOST_AROUND = 300;
export const BEST_AROUND = 120;

const listeners = [];
let result = null;

/** Call `listener` after every change, with the names of what changed. */
export function onChange(listener) {
  listeners.push(listener);
}

/** Change what is chosen.  Another year puts an end to the choice of a day in it, other surroundings to that of a crowd. */
export function change(patch) {
  if ('from' in patch) state.fromDay = null;
  if ('to' in patch) state.toDay = null;
  if ('around' in patch || 'within' in patch) state.crowd = false;
  Object.assign(state, patch);
  if (Object.keys(patch).some((key) => !['chosen', 'view', 'changes'].includes(key))) result = near = null;
  for (const listener of listeners) listener(new Set(Object.keys(patch)));
}

/** Choose an actor, and bring it in if it is not among those shown. */
export function chooseActor(actor) {
  const patch = { chosen: { actor } };
  if (!inScope(actor) && state.around.length) patch.around = [actor];
  else if (!inScope(actor)) {
    const near = relationsOf[actor].flatMap((position) => relations[position].ends);
    const nearest = [...new Set(near)].filter((other) => !inScope(other)).slice(0, 12);
    patch.added = new Set([...state.added, actor, ...nearest]);
  }
  change(patch);
}

export function chooseRelation(relation, pair) {
  change({ chosen: { pair, relation } });
}

/** Whether a relation is of the chosen actor, or of the chosen pair. */
function touchesChosen(position) {
  const { chosen } = state;
  if (!chosen) return false;
  return chosen.actor === undefined ? pairOf[position] === chosen.pair : relations[position].ends.includes(chosen.actor);
}

/** How lanes and rows are marked: 'chosen' the relation itself, 'near' the others of the chosen actor or pair, or ''. */
export const markOf = (position) => (state.chosen?.relation === position ? 'chosen' : touchesChosen(position) ? 'near' : '');

const inCore = new Set(core.map(([actor]) => actor));

export function inScope(actor) {
  if (state.around.length) return surroundings().has(actor);
  return state.everyone || inCore.has(actor) || state.added.has(actor);
}

let near = null;

/**
 * Whom one comes to from the actors in `around`, in as many steps as were chosen, by relations that pass
 * the filters; `ever`: whatever the chosen years are.  Of a crowd only those best joined to them, unless all
 * are asked for.
 */
export function surroundings(ever = false) {
  if (near && !ever) return near.kept;
  const all = reach(ever);
  const kept = state.crowd || all.size <= MOST_AROUND ? all : bestJoined(all);
  if (!ever) near = { all, kept };
  return kept;
}

/** How many there are around, whether they are shown or not. */
export const numberAround = () => (surroundings() && near.all.size);

/** Those of many with the most relations to the actors in `around`, then with the most at all. */
function bestJoined(many) {
  const ties = new Map();
  for (const centre of state.around) {
    for (const position of relationsOf[centre].filter((one) => passes(one))) {
      const other = otherEnd(relations[position], centre);
      ties.set(other, (ties.get(other) ?? 0) + 1);
    }
  }
  const order = (a, b) => (ties.get(b) ?? 0) - (ties.get(a) ?? 0) || relationsOf[b].length - relationsOf[a].length || a - b;
  const others = [...many].filter((actor) => !state.around.includes(actor)).sort(order);
  return new Set([...state.around, ...others.slice(0, BEST_AROUND)]);
}

function reach(ever) {
  const reached = new Set(state.around);
  let last = state.around;
  for (let step = 0; step < state.within; step++) {
    const met = new Set(last.flatMap((actor) => relationsOf[actor].filter((position) => passes(position, ever))
      .map((position) => otherEnd(relations[position], actor))));
    last = [...met].filter((actor) => !reached.has(actor));
    last.forEach((actor) => reached.add(actor));
  }
  return reached;
}

/** Whether a relation passes the filters of the legend, and that of the years unless `ever`. */
export function passes(position, ever = false) {
  const relation = relations[position];
  const inTime = ever ? relation.days || state.impossible : answer(relation) !== NO;
  return inTime && state.modalities.has(relation.modality) && !state.familiesOff.has(familyOf(relation))
    && relation.ends.every((end) => !state.kindsOff.has(actors[end].kind));
}

/** The steps of the path that is read; none if none is. */
export const stepsRead = () => state.path?.found[state.path.at]?.steps ?? [];

/** The number, from 1, of the step that takes a relation; null if none does. */
export const stepOf = (position) => stepsRead().findIndex(({ relations: [taken] }) => taken.position === position) + 1 || null;

/** Whether the panel shows paths, and not what somebody has clicked on meanwhile. */
export const pathInSight = () => state.asking && (!state.chosen || state.chosen.step !== undefined);

export const allYears = () => state.from === null && state.to === null;

/** First and last day of what is chosen, as ordinals. */
export function chosenDays() {
  const [first, last] = daysOf(state.from, state.to);
  return [state.fromDay ? dayOf(state.fromDay) : first, state.toDay ? dayOf(state.toDay) : last];
}

/** How a relation stands to the chosen years alone: NO, POSSIBLY or CERTAINLY. */
export function answer(relation) {
  if (!relation.days) return state.impossible ? POSSIBLY : NO;
  if (!relation.dated && !allYears() && !state.undated) return NO;
  const found = meets(relation, ...chosenDays(), state.presume);
  return state.certainOnly && found !== CERTAINLY ? NO : found;
}

/**
 * What is shown: `answers` for each relation, `byPair` the positions shown of each pair, `actors`;
 * and how many each box of the legend stands for, whether it is ticked or not.
 */
export function shown() {
  if (result) return result;
  const answers = new Uint8Array(relations.length);
  const counts = { families: {}, modalities: {}, kinds: {} };
  const seen = new Set();
  const met = new Set();
  const taken = new Set(stepsRead().map((step) => step.relations[0].position));
  relations.forEach((relation, position) => {
    if (taken.has(position)) {
      answers[position] = STEP;
      relation.ends.forEach((end) => seen.add(end));
    }
    const found = relation.ends.every(inScope) ? answer(relation) : NO;
    if (found === NO) return;
    const family = !state.familiesOff.has(familyOf(relation));
    const kind = relation.ends.every((end) => !state.kindsOff.has(actors[end].kind));
    const modality = state.modalities.has(relation.modality);
    if (kind && modality) add(counts.families, familyOf(relation));
    if (kind && family) add(counts.modalities, relation.modality);
    if (family && modality) relation.ends.forEach((end) => met.add(end));
    if (!(family && kind && modality)) return;
    answers[position] = found;
    relation.ends.forEach((end) => seen.add(end));
  });
  met.forEach((actor) => add(counts.kinds, actors[actor].kind));
  const byPair = pairs.map((positions) => positions.filter((position) => answers[position] !== NO));
  result = { answers, byPair, actors: seen, counts };
  return result;
}

function add(tally, key) {
  tally[key] = (tally[key] ?? 0) + 1;
}

/** The relations shown, in order of time. */
export const shownRelations = () => relations.map((_, position) => position).filter((p) => shown().answers[p] !== NO);

/** "1949 to 1954", "1954", "31 January 1950", "all years". */
export function yearsInWords() {
  const from = state.fromDay ? singleInWords(state.fromDay) : state.from;
  const to = state.toDay ? singleInWords(state.toDay) : state.to;
  if (from === null && to === null) return 'all years';
  if (from === null) return `up to ${to}`;
  if (to === null) return `from ${from} on`;
  return from === to ? String(from) : `${from} to ${to}`;
}

/** As `yearsInWords`, after a verb: "in 1954", "from 1949 to 1954", "on 31 January 1950". */
export function inThoseYears() {
  const { from, to, fromDay, toDay } = state;
  if (from === null || to === null || from !== to || fromDay !== toDay) return yearsInWords().replace(/^(?=\d)/, 'from ');
  return `${fromDay ? 'on' : 'in'} ${yearsInWords()}`;
}
