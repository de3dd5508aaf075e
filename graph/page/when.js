// When something held, and what a chain of such times allows: as graph/when.py has it.
//
// `when` is { startMin, startMax, endMin, endMax, punctual, dated, openEnd }, days as in days.js.

import { NO, POSSIBLY, CERTAINLY } from './model.js';
import { BEGINNING, END_OF_TIME } from './days.js';

/** The same, where an end that nobody states is taken to be as late as can be. */
export const presumed = (when) => (when.openEnd ? { ...when, endMin: when.endMax } : when);

function answer(when, certain, possible) {
  if (certain && when.dated) return CERTAINLY;
  return possible ? POSSIBLY : NO;
}

/** Whether it held on some day from `first` to `last`. */
export function meets(given, first, last, presume) {
  const when = presume ? presumed(given) : given;
  return answer(when, when.startMax <= last && when.endMin >= first, when.startMin <= last && when.endMax >= first);
}

/** Whether it held on every day from `first` to `last`; an act can only do so for a single day. */
export function throughout(given, first, last, presume) {
  if (given.punctual && first !== last) return NO;
  const when = presume ? presumed(given) : given;
  return answer(when, when.startMax <= first && when.endMin >= last, when.startMin <= first && when.endMax >= last);
}

/** For each step of a possible chain, the window of the earliest day on which it can have been taken. */
export function reached(whens) {
  const deadlines = [];
  let deadline = END_OF_TIME;
  for (const when of [...whens].reverse()) {
    deadline = Math.min(deadline, when.endMax);
    deadlines.unshift(deadline);
  }
  let [earliest, latest] = [BEGINNING, BEGINNING];
  return whens.map((when, at) => {
    earliest = Math.max(earliest, when.startMin);
    latest = Math.max(latest, Math.min(when.startMax, deadlines[at]));
    return [earliest, latest];
  });
}

/** The window of the latest day on which a possible chain can set out. */
export function departure(whens) {
  let [earliest, begun] = [END_OF_TIME, BEGINNING];
  for (const when of whens) {
    begun = Math.max(begun, when.startMin);
    earliest = Math.min(earliest, Math.max(when.endMin, begun));
  }
  return [earliest, Math.min(...whens.map((when) => when.endMax))];
}

/** The fewest days from setting out to arriving, over all worlds of a possible chain; 0 for one day. */
export function smallestSpan(whens) {
  return Math.max(0, Math.max(...whens.map((when) => when.startMin)) - Math.min(...whens.map((when) => when.endMax)));
}
