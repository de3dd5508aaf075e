// A path in the page's address: `path=ho-chi-minh+ussr`, and what differs from the usual options.

import { actors, families, pairOf } from './model.js';
import { state, stepsRead } from './state.js';
import { ALIKE, MOST_PATHS, MOST_STEPS, PLAIN, RANKINGS, answerTo } from './asked.js';

const TEXTS = { from: 'path-from', until: 'path-until', asOf: 'path-as-of', throughout: 'path-throughout' };
const NUMBERS = { steps: ['path-steps', MOST_STEPS], k: ['path-k', MOST_PATHS] };
const FLAGS = { anyOrder: 'any-order', undated: 'undated', directed: 'directed', presume: 'presume', certain: 'certain', cooperation: 'cooperation', apart: 'apart' };
const CHOICES = { by: ['path-by', RANKINGS], alike: ['path-alike', ALIKE] };
const LISTS = { through: 'path-through', avoiding: 'path-avoid' }; // once for each actor

/** The parts of the address for the path that is asked for, as [key, value]. */
export function pathParts() {
  if (!state.path) return [];
  const { source, target, wishes, at } = state.path;
  const flags = Object.keys(FLAGS).filter((key) => wishes[key]).map((key) => FLAGS[key]);
  const parts = [
    ['path', `${actors[source].id} ${actors[target].id}`],
    ...Object.entries(TEXTS).map(([key, name]) => [name, wishes[key]]),
    ...Object.entries(CHOICES).map(([key, [name]]) => [name, wishes[key] === PLAIN[key] ? '' : wishes[key]]),
    ...Object.entries(LISTS).flatMap(([key, name]) => wishes[key].map((actor) => [name, actors[actor].id])),
    ['path-with', flags.join(' ')], ['path-family', wishes.families.join(' ')],
    ...Object.entries(NUMBERS).map(([key, [name]]) => [name, wishes[key] === PLAIN[key] ? '' : wishes[key]]),
    ['path-at', at ? at + 1 : ''], ['step', state.chosen?.step === undefined ? '' : state.chosen.step + 1],
  ];
  return parts.filter(([, value]) => value !== '');
}

/** Both ends, whose ids may have spaces in them; null if these are no actors. */
function endsIn(text) {
  const numbers = new Map(actors.map(({ id }, position) => [id, position]));
  for (let at = text.indexOf(' '); at > 0; at = text.indexOf(' ', at + 1)) {
    const [source, target] = [numbers.get(text.slice(0, at)), numbers.get(text.slice(at + 1))];
    if (source !== undefined && target !== undefined && source !== target) return [source, target];
  }
  return null;
}

/** A whole number from 1 to `most`; what is none is `otherwise`. */
function whole(text, most, otherwise) {
  const number = /^\d{1,4}$/.test(text ?? '') ? Number(text) : otherwise;
  return number >= 1 && number <= most ? number : otherwise;
}

const actorsIn = (ids) => actors.map((_, position) => position).filter((position) => ids.includes(actors[position].id));

function wishesIn(parts) {
  const texts = Object.entries(TEXTS).map(([key, name]) => [key, parts.get(name) ?? '']);
  const set = (parts.get('path-with') ?? '').split(' ');
  const flags = Object.entries(FLAGS).map(([key, name]) => [key, set.includes(name)]);
  const numbers = Object.entries(NUMBERS).map(([key, [name, most]]) => [key, whole(parts.get(name), most, PLAIN[key])]);
  const choices = Object.entries(CHOICES).map(([key, [name, options]]) => [key, Object.keys(options).find((one) => one === parts.get(name)) ?? PLAIN[key]]);
  const lists = Object.entries(LISTS).map(([key, name]) => [key, actorsIn(parts.getAll(name))]);
  const wanted = (parts.get('path-family') ?? '').split(' ');
  return { ...Object.fromEntries([...texts, ...flags, ...numbers, ...choices, ...lists]), families: Object.keys(families).filter((family) => wanted.includes(family)) };
}

/** What of the state an address gives: the path, answered anew, and the step at which the reader stood. */
export function pathFrom(parts) {
  const ends = endsIn(parts.get('path') ?? '');
  if (!ends) return { path: null, asking: false };
  const path = answerTo(...ends, wishesIn(parts));
  path.at = whole(parts.get('path-at'), path.found.length, 1) - 1;
  return { path, asking: true };
}

/** The step in the address, once its path is in the state; null if there is none. */
export function stepFrom(parts) {
  const step = whole(parts.get('step'), stepsRead().length, 0) - 1;
  if (step < 0) return null;
  const { position } = stepsRead()[step].relations[0];
  return { pair: pairOf[position], relation: position, step };
}
