// What paths are asked for, and why a step is only possible: as graph/steps.py, and in its words.

import { CERTAINLY } from './model.js';
import { BEGINNING, END_OF_TIME, UsageError, windowInWords } from './days.js';
import { meets, presumed, throughout } from './when.js';

const ANY = {
  from: null, until: null, // days
  asOf: null, throughout: null, // [first, last]
  anyOrder: false, undated: false, directed: false, presume: false, cooperation: false,
  families: null, // a set
  alike: null, // 'family' or 'polarity'
  through: new Set(), avoiding: new Set(), // actors
  by: 'fewest', // or 'earliest', 'latest', 'fastest', see rankings.js
  certain: false, apart: false,
  steps: 4, k: 3,
  limit: 200000, // chains that may be explored
};

/** What paths are asked for; UsageError if the wishes contradict each other. */
export class Question {
  constructor(wishes = {}) {
    Object.assign(this, ANY, wishes);
    if (!(this.steps >= 1 && this.k >= 1)) throw new UsageError('at least one step and one path must be asked for');
    const bounded = this.from !== null || this.until !== null;
    if (bounded + (this.asOf !== null) + (this.throughout !== null) > 1) {
      throw new UsageError('from and until, as-of, and throughout exclude each other');
    }
    if (this.since > this.till) throw new UsageError('until lies before from');
    if (!this.ordered && ['latest', 'fastest'].includes(this.by)) throw new UsageError(`${this.by} is asked of steps that follow each other in time`);
    if ([...this.through].some((actor) => this.avoiding.has(actor))) throw new UsageError('nobody can be both gone through and avoided');
  }

  /** The first day that any step may be taken on. */
  get since() {
    return this.from ?? BEGINNING;
  }

  get till() {
    return this.until ?? END_OF_TIME;
  }

  /** Whether a step must not lie before the one that leads to it. */
  get ordered() {
    return !(this.anyOrder || this.asOf || this.throughout);
  }

  /** The days that a step is asked about where order does not matter. */
  get period() {
    return this.asOf ?? this.throughout ?? [this.since, this.till];
  }

  /** First and last day between which a relation must have held on some day to be of use. */
  get widest() {
    return this.throughout ? [this.throughout[1], this.throughout[0]] : this.period;
  }

  /** Whether a relation may be walked at all. */
  admits(edge) {
    return edge.modality === 'asserted' && !edge.empty && (edge.when.dated || this.undated)
      && (this.families === null || this.families.has(edge.type.family))
      && (!this.cooperation || edge.type.polarity !== 'conflict');
  }

  /** Whether a step by itself meets the period asked for. */
  answer(when) {
    return (this.throughout ? throughout : meets)(when, ...this.period, this.presume);
  }

  /** The same question without presuming. */
  get unpresuming() {
    return new Question({ ...this, presume: false });
  }
}

/** For each step of a possible chain, why it is not certain; "" where it is. */
export function doubts(whens, question) {
  if (!question.ordered) return whens.map((when) => doubtInPeriod(when, question));
  let prior = [question.since, question.since];
  return whens.map((when) => {
    const doubt = doubtInOrder(when, prior, question);
    if (when.dated && when.startMax > prior[1]) prior = [when.startMin, when.startMax];
    return doubt;
  });
}

/** `prior` is the window of that earlier start, or the day asked for, which can be latest. */
function doubtInOrder(when, prior, question) {
  const held = question.presume ? presumed(when) : when;
  const start = [when.startMin, when.startMax];
  if (!when.dated) return 'no date is given';
  if (prior[1] > held.endMin) return when.punctual ? eitherWay(start, prior) : mayHaveEnded(when, prior);
  if (when.startMax > question.till) return `${windowInWords(start)} may lie after ${dayInWords(question.till)}`;
  return '';
}

/** Why a state or an act does not certainly meet the period that is asked about. */
function doubtInPeriod(when, question) {
  if (question.answer(when) === CERTAINLY) return '';
  if (!when.dated) return 'no date is given';
  const [first, last] = question.period;
  const start = [when.startMin, when.startMax];
  if (when.punctual) return `${windowInWords(start)} may lie outside ${windowInWords([first, last])}`;
  const [begunBy, heldOn] = question.throughout ? [first, last] : [last, first];
  if (when.startMax > begunBy) return `its beginning, ${windowInWords(start)}, may lie after ${dayInWords(begunBy)}`;
  return mayHaveEnded(when, [heldOn, heldOn]);
}

function mayHaveEnded(when, prior) {
  if (when.openEnd) return `no end is stated, so it may have ended before ${moment(prior)}`;
  return `its end, ${windowInWords([when.endMin, when.endMax])}, may lie before ${moment(prior)}`;
}

/** A window in words, to stand behind "before". */
function moment(window) {
  const words = windowInWords(window);
  if (words.startsWith('by ')) return `${words.slice(3)} or earlier`;
  return words.startsWith('between ') ? `some time ${words}` : words;
}

/** Two days of which either can come first; the vaguer one is named first. */
function eitherWay(this_, prior) {
  const length = ([earliest, latest]) => latest - earliest;
  const [vague, fine] = length(prior) > length(this_) ? [prior, this_] : [this_, prior];
  if (vague[0] === fine[0] && vague[1] === fine[1]) return `both lie in ${windowInWords(fine)}, and nothing says which came first`;
  return `${windowInWords(vague)} may lie before or after ${windowInWords(fine)}`;
}

const dayInWords = (day) => windowInWords([day, day]);
