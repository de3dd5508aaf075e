// The question for a path as the reader puts it, what was found, and where in it the reader stands.
//
// `state.path` is { source, target, wishes, found, problem, at }: `at` is which of the paths found is read.

import { nameOf, pairOf, sentence, relations, CERTAINLY } from './model.js';
import { UsageError, parsePeriod } from './days.js';
import { Question } from './steps.js';
import { find } from './paths.js';
import { el, announce, count } from './dom.js';
import { state, change, stepsRead, stepOf } from './state.js';

/** How a question stands in the form before anything is chosen; dates are as typed. */
export const PLAIN = {
  from: '', until: '', asOf: '', throughout: '',
  anyOrder: false, undated: false, directed: false, presume: false, certain: false, cooperation: false, apart: false,
  families: [], alike: '', through: [], avoiding: [], by: 'fewest', steps: 4, k: 3,
};
/** What can come first, and what all steps of a path can have to be alike in; the first is the usual. */
export const RANKINGS = { fewest: 'fewest steps', earliest: 'earliest arrival', latest: 'latest departure', fastest: 'fewest days' };
export const ALIKE = { '': 'of any kinds', family: 'of one kind of relation', polarity: 'all friendly, all hostile or all neither' };
/** What the form calls its dates. */
export const DATES = {
  from: 'No step before', until: 'No step after', asOf: 'Each in force at some time of', throughout: 'Each in force on every day of',
};
export const MOST_STEPS = 12;
export const MOST_PATHS = 1000;

/** The days of a date in the form, null where nothing is written. */
function period(wishes, key) {
  if (!wishes[key].trim()) return null;
  try {
    return parsePeriod(wishes[key]);
  } catch (error) {
    throw new UsageError(`${DATES[key]}: ${error.message}`, error.hint);
  }
}

export function questionOf(wishes) {
  const { families, alike, through, avoiding, ...others } = wishes;
  return new Question({
    ...others, alike: alike || null, through: new Set(through), avoiding: new Set(avoiding), families: families.length ? new Set(families) : null,
    from: period(wishes, 'from')?.[0] ?? null, until: period(wishes, 'until')?.[1] ?? null,
    asOf: period(wishes, 'asOf'), throughout: period(wishes, 'throughout'),
  });
}

/** The answer to a question, as `state.path`; `problem` is a UsageError that the reader can put right. */
export function answerTo(source, target, wishes) {
  try {
    return { source, target, wishes, found: find(source, target, questionOf(wishes)), problem: null, at: 0 };
  } catch (problem) {
    if (!(problem instanceof UsageError)) throw problem;
    return { source, target, wishes, found: [], problem, at: 0 };
  }
}

/** Ask, show the answer, and say it. */
export function ask(source, target, wishes) {
  read(answerTo(source, target, wishes), 0);
}

/** Read one of the paths found. */
export function read(path, at) {
  change({ path: { ...path, at }, asking: true, chosen: null });
  announce(inBrief());
}

/** What was found, in one sentence. */
function inBrief() {
  const { found, problem, at } = state.path;
  if (problem) return problem.message;
  if (!found.length) return nothing(state.path);
  const { steps, certainty } = found[at];
  const names = found[at].actors.map(nameOf).join(', ');
  const which = found.length > 1 ? `Path ${at + 1} of ${found.length}` : 'One path';
  return `${which}: ${count(steps.length, 'step')}, ${certainty === CERTAINLY ? 'certain' : 'only possible'}: ${names}`;
}

/** That there is no path, as the command says it. */
export function nothing({ source, target, wishes }) {
  const limit = wishes.steps === 1 ? 'in 1 step' : `within ${wishes.steps} steps`;
  return `No path from ${nameOf(source)} to ${nameOf(target)} ${limit}`;
}

/** Stand at a step, counted from 0, or with null at none, so that the whole path is lit alike. */
export function standAt(step) {
  if (step === null) return change({ chosen: null });
  const { position } = stepsRead()[step].relations[0];
  change({ chosen: { pair: pairOf[position], relation: position, step } });
  return announce(`Step ${step + 1} of ${stepsRead().length}: ${sentence(relations[position])}, ${relations[position].words}`);
}

/** The number of the step that takes a relation, for lanes and rows; null if none does. */
export function stepBead(position) {
  const number = stepOf(position);
  return number ? el('span', { class: 'bead', title: `Step ${number} of the path` }, String(number)) : null;
}

/** Put the path away. */
export function endPath() {
  change({ path: null, asking: false, chosen: null });
}
