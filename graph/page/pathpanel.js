// Paths as they are read: what the dates say of the whole, and step by step the words of the sources.

import { actors, relations, families, familyOf, pairOf, CERTAINLY } from './model.js';
import { el, byId, count, name, stroke } from './dom.js';
import { adverbial, windowInWords } from './days.js';
import { state, change, chooseRelation, onChange, pathInSight, stepsRead } from './state.js';
import { ask, endPath, nothing, questionOf, read, standAt, MOST_STEPS } from './asked.js';
import { complain, fill, form, openForm } from './pathform.js';
import { edtf, evidence } from './evidence.js';

const PARALLEL = 5; // further relations between the same two that are listed with a step

// What is said of a path ------------------------------------------------------------------------------

/** What the dates say of the whole; in the words of the command. */
function verdict({ certainty, presumed }, ordered) {
  if (certainty !== CERTAINLY) return `Only possible: the dates allow ${ordered ? 'this order' : 'it'}, but do not prove it.`;
  const presuming = presumed ? ', counting as in force whatever nobody says has ended' : '';
  return `Certain${presuming}: whatever days these dates stand for, ${ordered ? 'no step goes back in time' : 'each step meets what was asked'}.`;
}

/** What it was ranked by, where that is not told by the number of its steps. */
function measured({ arrival, departure, span }, by) {
  if (by === 'earliest') return ` It arrives ${adverbial(windowInWords(arrival))}.`;
  if (by === 'latest') return ` It can set out ${adverbial(windowInWords(departure))} at the latest.`;
  return by === 'fastest' ? ` It takes ${span ? count(span, 'day') : 'no days'} at least.` : '';
}

/** A warning of the steps that are conflict. */
function conflicts({ steps }) {
  const numbers = steps.map((_, at) => at + 1).filter((number) => steps[number - 1].relations[0].polarity === 'conflict');
  if (!numbers.length) return null;
  const [last, ...others] = [...numbers].reverse();
  return `Note: ${others.length ? `steps ${others.reverse().join(', ')} and ${last} are conflicts` : `step ${last} is a conflict`}.`;
}

function certaintyOf({ doubt, presumed }) {
  if (doubt) return `only possible: ${doubt}`;
  return presumed ? 'certain, counting it as still in force, since no end is stated' : 'certain';
}

/** For a state that may have begun before the chain came to it, by when the chain did. */
function alreadyHolds({ when, reached }) {
  if (when.punctual || when.startMin >= reached[0]) return null;
  const begun = when.startMax < reached[0] ? 'already in force' : 'perhaps already in force';
  return el('p', { class: 'faint' }, `${begun} when the chain comes to it, ${adverbial(windowInWords(reached))}`);
}

// Steps -----------------------------------------------------------------------------------------------

function claim(position) {
  const { ends: [source, target], type } = relations[position];
  return [name(actors[source].name), ` ${type.wording} `, name(actors[target].name)];
}

/** What else joins the two, in words and by a link to its evidence. */
function also({ relations: [taken, ...others] }) {
  if (!others.length) return null;
  const pair = pairOf[taken.position];
  const items = others.slice(0, PARALLEL).map(({ position, certainty }) => el('li', {},
    el('button', { type: 'button', class: 'link', onclick: () => chooseRelation(position, pair) }, 'also: ', claim(position), `, ${relations[position].words}`),
    certainty === taken.certainty ? null : ' (only possible)'));
  const more = others.length - PARALLEL;
  return el('ul', { class: 'also' }, items, more > 0 ? el('li', {}, `and ${more} more between the two`) : null);
}

function item(step, at) {
  const { position } = step.relations[0];
  const relation = relations[position];
  return el('li', {},
    el('button', { type: 'button', class: 'step', onclick: () => standAt(state.chosen?.step === at ? null : at) },
      el('span', { class: 'bead' }, String(at + 1)), el('span', {}, stroke(families[familyOf(relation)]), ' ', claim(position))),
    el('div', { class: 'about' },
      el('p', {}, relation.words, ' ', edtf(relation), el('span', { class: step.doubt ? 'doubt' : 'faint' }, ` · ${certaintyOf(step)}`)),
      alreadyHolds(step),
      el('div', { class: 'sentences', hidden: true }, relation.readings.map((reading) => evidence(reading))),
      also(step)));
}

/** Before the first step comes the path as a whole. */
function go(by) {
  const here = state.chosen?.step ?? (by > 0 ? -1 : stepsRead().length);
  const next = here + by;
  if (stepsRead()[next]) standAt(next);
}

function onKey(event) {
  const last = stepsRead().length - 1;
  const at = { ArrowDown: (state.chosen?.step ?? -1) + 1, ArrowUp: (state.chosen?.step ?? last + 1) - 1, Home: 0, End: last }[event.key];
  if (!event.target.matches('.step') || at === undefined) return;
  event.preventDefault();
  if (!stepsRead()[at]) return;
  standAt(at);
  byId('path-found').querySelectorAll('.step')[at].focus();
}

// The answer --------------------------------------------------------------------------------------------

/** What might be asked instead, as the command suggests it. */
function hints({ source, target, wishes }) {
  const more = Math.min(wishes.steps + 2, MOST_STEPS);
  const offers = [
    wishes.certain ? ['Let in what is only possible', { certain: false }] : null,
    wishes.undated ? null : ['Let undated relations in', { undated: true }],
    questionOf(wishes).ordered ? ['Let steps go back in time', { anyOrder: true }] : null,
    more > wishes.steps ? [`Allow ${more} steps`, { steps: more }] : null,
  ].filter((offer) => offer);
  return el('p', { class: 'controls' }, offers.map(([text, wish]) => (
    el('button', { type: 'button', onclick: () => ask(source, target, { ...wishes, ...wish }) }, text))));
}

const which = (path) => el('div', { class: 'group', role: 'group', 'aria-label': 'Paths found, best first' }, path.found.map(({ steps }, at) => el('button', {
  type: 'button', 'aria-pressed': String(at === path.at), title: count(steps.length, 'step'),
  onclick: () => { read(path, at); byId('path-found').querySelectorAll('.which button')[at].focus(); },
}, String(at + 1))));

function answer(path) {
  if (path.problem) return [];
  if (!path.found.length) return [el('p', { class: 'verdict' }, `${nothing(path)}.`), limit(path), hints(path)];
  const found = path.found[path.at];
  const conflict = conflicts(found);
  return [
    path.found.length > 1 ? el('div', { class: 'which' }, el('span', {}, 'Path'), which(path), el('span', {}, `of ${path.found.length}, best first`)) : null,
    el('h3', {}, found.actors.map((actor, at) => [at ? ' → ' : null, name(actors[actor].name)])),
    el('p', { class: 'verdict' }, `${verdict(found, questionOf(path.wishes).ordered)}${measured(found, path.wishes.by)}`),
    conflict ? el('p', { class: 'verdict' }, conflict) : null,
    limit(path),
    el('p', { class: 'controls' },
      el('button', { type: 'button', id: 'step-back', onclick: () => go(-1) }, '← Previous step'), ' ',
      el('button', { type: 'button', id: 'step-on', onclick: () => go(1) }, 'Next step →'), ' ',
      el('span', { id: 'step-at', class: 'faint' })),
    el('ol', { class: 'steps' }, found.steps.map(item)),
    el('p', { class: 'faint' }, 'Paths are sought among all relations that the texts assert, whatever years and kinds the page shows.'),
  ];
}

const limit = ({ found }) => (found.capped
  ? el('p', { class: 'verdict' }, 'The search came to its limit: there may be better paths; fewer steps or only one kind of relation help.') : null);

// The panel ---------------------------------------------------------------------------------------------

const found = el('div', { id: 'path-found', onkeydown: onKey });
let told = null; // the path that `found` tells of

/** Mark the step at which the reader stands, and unfold its sentences. */
function mark() {
  const here = state.chosen?.step;
  const items = [...found.querySelectorAll('.steps > li')];
  items.forEach((one, at) => {
    one.classList.toggle('here', at === here);
    if (at === here) one.firstChild.setAttribute('aria-current', 'step');
    else one.firstChild.removeAttribute('aria-current');
    one.firstChild.setAttribute('aria-expanded', String(at === here));
    one.querySelector('.sentences').hidden = at !== here;
  });
  if (!items.length) return;
  byId('step-at').textContent = here === undefined ? count(items.length, 'step') : `step ${here + 1} of ${items.length}`;
  byId('step-back').disabled = here === 0;
  byId('step-on').disabled = here === items.length - 1;
  items[here]?.scrollIntoView({ block: 'nearest' });
}

function render() {
  if (!pathInSight()) return;
  const panel = byId('evidence');
  panel.hidden = false;
  if (!panel.contains(form())) {
    const button = el('button', { type: 'button', class: 'close', 'aria-label': 'Close', title: 'Close (Esc)', onclick: endPath }, '✕');
    panel.replaceChildren(button, el('h2', {}, 'Path'), form(), found);
    panel.scrollTop = 0;
  }
  if (state.path !== told) {
    told = state.path;
    if (told) fill(told);
    if (told?.problem) complain(told.problem);
    found.replaceChildren(...(told ? answer(told).filter((part) => part) : []));
  }
  mark();
}

export function startPaths() {
  byId('views').before(el('button', { type: 'button', id: 'ask-path', onclick: openForm }, 'Path…'));
  onChange(render);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !pathInSight() || event.target.id === 'query') return;
    if (state.chosen) change({ chosen: null });
    else endPath();
  });
}
