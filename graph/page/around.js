// One actor and whoever is near it: how one gets there, on to a neighbour, and back.

import { actors } from './model.js';
import { el, byId, count, name } from './dom.js';
import { state, BEST_AROUND, MOST_AROUND, numberAround, change, shown, onChange } from './state.js';

const STEPS = [1, 2, 3];
const MOST_CRUMBS = 5;

let trail = []; // the actors around which one has looked, in order, each once

const isAround = (actor) => state.around.length === 1 && state.around[0] === actor;

const unit = () => (state.within === 1 ? ' step' : ' steps');

const stepButtons = (around) => el('span', { class: 'group', role: 'group', 'aria-label': 'Steps' }, STEPS.map((within) => el('button', {
  type: 'button', 'aria-pressed': String(String(around) === String(state.around) && within === state.within),
  'aria-label': count(within, 'step'), title: `Whoever is within ${count(within, 'step')}`, onclick: () => change({ around, within }),
}, String(within))));

/** For an actor's panel: show only it and whoever is near. */
export const nearButtons = (actor) => el('p', { class: 'near' },
  isAround(actor) ? 'Shown: this actor and those within ' : 'Show only this actor and those within ', stepButtons([actor]), isAround(actor) ? unit() : ' steps',
  state.around.length ? [' ', leaveButton()] : null);

const leaveButton = () => el('button', { type: 'button', class: 'leave', onclick: () => change({ around: [] }) }, 'Back to all');

function follow(what) {
  if (!what.has('around')) return;
  const now = String(state.around);
  const at = trail.findIndex((one) => String(one) === now);
  if (!now) trail = [];
  else trail = at >= 0 ? trail.slice(0, at + 1) : [...trail, state.around].slice(-MOST_CRUMBS);
}

const called = (around) => around.map((actor, at) => [at ? ', ' : null, name(actors[actor].name)]);

const crumb = (around) => [el('button', { type: 'button', class: 'link', onclick: () => change({ around }) }, called(around)), ' › '];

const isCrowd = () => numberAround() > MOST_AROUND;

/** How many there are in truth, where only the best joined are shown. */
const ofCrowd = () => (isCrowd() && !state.crowd ? ` best joined of ${count(numberAround() - state.around.length, 'actor')}` : '');

const crowdButton = () => (isCrowd() ? el('button', {
  type: 'button', id: 'crowd', onclick: () => change({ crowd: !state.crowd }),
}, state.crowd ? `Show the ${BEST_AROUND} best joined only` : `Show all ${(numberAround() - state.around.length).toLocaleString('en')}`) : '');

function render() {
  const bar = byId('around');
  bar.hidden = !state.around.length;
  byId('stage').classList.toggle('is-around', !bar.hidden);
  if (bar.hidden) return bar.replaceChildren();
  const { id, ariaLabel } = bar.contains(document.activeElement) ? document.activeElement : {};
  const others = Math.max(shown().actors.size - state.around.length, 0);
  bar.replaceChildren(el('span', { class: 'trail' }, trail.slice(0, -1).map(crumb), el('strong', {}, called(state.around))),
    el('span', {}, `and ${ofCrowd() ? others + ofCrowd() : count(others, 'actor')} within `, stepButtons(state.around), unit()), crowdButton(), leaveButton());
  const again = id ? byId(id) : ariaLabel && bar.querySelector(`[aria-label="${ariaLabel}"]`);
  again?.focus();
}

export function startAround() {
  onChange((what) => {
    follow(what);
    if (!(what.size === 1 && what.has('chosen'))) render();
  });
}
