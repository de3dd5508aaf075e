// Names near one that nobody has: those that `Store.suggest` offers, by the measure of Python's difflib.

import { actors } from './model.js';
import { fold } from './names.js';

const MOST = 3;
const CANDIDATES = 10 * MOST;
const LEAST = 0.7;

/** How many letters two texts share in the same order: those of the longest common run, and of what is on either side. */
function shared(one, other) {
  let [from, at, length] = [0, 0, 0];
  let before = [];
  for (let i = 0; i < one.length; i++) {
    const runs = [];
    for (let j = 0; j < other.length; j++) {
      if (one[i] !== other[j]) continue;
      runs[j] = (before[j - 1] ?? 0) + 1;
      if (runs[j] > length) [from, at, length] = [i - runs[j] + 1, j - runs[j] + 1, runs[j]];
    }
    before = runs;
  }
  if (!length) return 0;
  return length + shared(one.slice(0, from), other.slice(0, at)) + shared(one.slice(from + length), other.slice(at + length));
}

/** No fewer letters than they share, quickly counted. */
function mostShared(one, tally) {
  const left = new Map(tally);
  let number = 0;
  for (const letter of one) {
    if (!left.get(letter)) continue;
    left.set(letter, left.get(letter) - 1);
    number += 1;
  }
  return number;
}

const tallyOf = (letters) => {
  const tally = new Map();
  for (const letter of letters) tally.set(letter, (tally.get(letter) ?? 0) + 1);
  return tally;
};

let known = null;

/** Positions by folded name; where several share one, the last. */
function namesKnown() {
  known ??= new Map(actors.flatMap(({ name, aliases }, position) => [...(aliases ?? []), name].map((one) => [fold(one), position])));
  return known;
}

/** Positions of actors whose names are near a text, or have all of it in them; the nearest first, a few. */
export function near(text) {
  const sought = fold(text);
  if (!sought) return [];
  const names = [...namesKnown().keys()].sort();
  const within = names.filter((name) => ` ${name} `.includes(` ${sought} `));
  const letters = [...sought];
  const tally = tallyOf(letters);
  const scored = [];
  for (const name of names) {
    const own = [...name];
    const score = (number) => (2 * number) / (own.length + letters.length);
    if (score(Math.min(own.length, letters.length)) < LEAST || score(mostShared(own, tally)) < LEAST) continue;
    const ratio = score(shared(own, letters));
    if (ratio >= LEAST) scored.push({ name, ratio });
  }
  scored.sort((a, b) => b.ratio - a.ratio || (a.name < b.name ? 1 : -1));
  const best = scored.slice(0, CANDIDATES).map(({ name }) => name);
  return [...new Set([...within, ...best].map((name) => known.get(name)))].slice(0, MOST);
}
