// Keeping and sharing: what is chosen stands in the address, and what is shown can be saved.

import { actors, pairs, edges, relations, pairOf, opens } from './model.js';
import { dayOf } from './days.js';
import { el, byId } from './dom.js';
import { state, change, chooseActor, onChange } from './state.js';
import { pathFrom, pathParts, stepFrom } from './pathlink.js';
import { asSvg, asPng, printedLegend } from './svg.js';
import { asCsv } from './table.js';

/** What differs from how the page opens, as a fragment of its address. */
function fragment() {
  const { view, chosen } = state;
  const parts = new URLSearchParams();
  for (const side of ['from', 'to']) if (state[side] !== null) parts.set(side, state[`${side}Day`] ?? state[side]);
  for (const actor of state.around) parts.append('around', actors[actor].id);
  if (state.around.length && state.within !== 1) parts.set('within', state.within);
  if (view !== 'network') parts.set('view', view);
  if (state.grouped !== 'time') parts.set('by', state.grouped);
  if (state.kindsOff.size) parts.set('without', [...state.kindsOff].join(' '));
  if (state.familiesOff.size) parts.set('no', [...state.familiesOff].join(' '));
  const said = [...state.modalities].join(' ');
  if (said !== 'asserted') parts.set('said', said);
  const flags = FLAGS.filter((flag) => state[flag]);
  if (flags.length) parts.set('also', flags.join(' '));
  for (const [key, value] of pathParts()) parts.append(key, value);
  if (chosen?.step !== undefined) return parts.toString();
  if (chosen?.actor !== undefined) parts.set('actor', actors[chosen.actor].id);
  else if (chosen?.relation !== undefined) parts.set('relation', relations[chosen.relation].id);
  else if (chosen) parts.set('between', [edges[chosen.pair].from, edges[chosen.pair].to].map((end) => actors[end].id).join(' '));
  return parts.toString() || (opens ? 'view=network' : '');
}

const FLAGS = ['undated', 'certainOnly', 'presume', 'impossible', 'changes', 'crowd'];

/** The choice that a fragment stands for; what it does not know is left as it is. */
function parsed(text) {
  const parts = new URLSearchParams(text);
  const year = (key) => (/^[1-9]\d{0,3}$/.test(parts.get(key) ?? '') || day(key) ? parseInt(parts.get(key), 10) : null);
  const day = (key) => (dayOf(parts.get(key)) === null ? null : parts.get(key));
  const list = (key, otherwise = []) => new Set(parts.has(key) ? parts.get(key).split(' ').filter((word) => word) : otherwise);
  const view = ['network', 'timeline', 'table'].find((known) => known === parts.get('view')) ?? 'network';
  const also = list('also');
  const grouped = ['actor', 'pair', 'family'].find((known) => known === parts.get('by')) ?? 'time';
  return {
    from: year('from'), to: year('to'), fromDay: day('from'), toDay: day('to'), ...surroundings(parts), view, grouped, chosen: chosenBy(parts),
    kindsOff: list('without'), familiesOff: list('no'), modalities: list('said', ['asserted']),
    ...pathFrom(parts),
    ...Object.fromEntries(FLAGS.map((flag) => [flag, also.has(flag)])),
  };
}

function surroundings(parts) {
  const around = [...new Set(parts.getAll('around').map((id) => actors.findIndex((actor) => actor.id === id)))].filter((actor) => actor >= 0);
  return { around, within: ['1', '2', '3'].includes(parts.get('within')) ? Number(parts.get('within')) : 1 };
}

function chosenBy(parts) {
  const actor = actors.findIndex(({ id }) => id === parts.get('actor'));
  if (actor >= 0) return { actor };
  const relation = relations.findIndex(({ id }) => id === parts.get('relation'));
  if (relation >= 0) return { relation, pair: pairOf[relation] };
  const ends = parts.get('between');
  const pair = pairs.findIndex((_, at) => `${actors[edges[at].from].id} ${actors[edges[at].to].id}` === ends);
  return ends && pair >= 0 ? { pair } : null;
}

/** What the address says, or else what the page was made to open on. */
const asked = () => location.hash.slice(1) || opens;

let restoring = false;

function restore() {
  const choice = parsed(asked());
  restoring = true;
  change(choice);
  const step = choice.path && stepFrom(new URLSearchParams(asked()));
  if (step) change({ chosen: step });
  if (choice.chosen?.actor !== undefined && !choice.around.length) chooseActor(choice.chosen.actor);
  restoring = false;
}

function save(content, name) {
  const url = URL.createObjectURL(content);
  el('a', { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10000);
}

const fileName = (ending) => `${document.title.replace(/[^\p{L}\p{N}]+/gu, '-').replace(/^-|-$/g, '').slice(0, 60) || 'graph'}.${ending}`;

const FILES = {
  png: { title: 'Save the picture as pixels', content: asPng },
  svg: { title: 'Save the picture as lines and text, to be printed or worked on', content: () => new Blob([asSvg()], { type: 'image/svg+xml' }) },
  csv: { title: 'Save what is shown as a table', content: () => new Blob(['\ufeff', asCsv()], { type: 'text/csv' }) },
};

/** Of the table there is no picture. */
function offerFiles() {
  for (const button of byId('keep').querySelectorAll('[data-file]')) button.disabled = state.view === 'table' && button.dataset.file !== 'csv';
}

export function startKeep() {
  byId('keep').append(...Object.entries(FILES).map(([ending, { title, content }]) => el('button', {
    type: 'button', title, 'data-file': ending, onclick: async () => save(await content(), fileName(ending)),
  }, ending.toUpperCase())));
  onChange(offerFiles);
  addEventListener('beforeprint', () => byId('printed').replaceChildren(...printedLegend()));
  if (asked()) restore();
  if (location.protocol === 'about:') return; // in a notebook: there is no address to write to
  let written = location.hash.slice(1);
  let stood = String(state.around);
  onChange(() => {
    written = fragment();
    const isStep = !restoring && String(state.around) !== stood; // one can go back to where one came from
    stood = String(state.around);
    history[isStep ? 'pushState' : 'replaceState'](null, '', written ? `#${written}` : location.pathname + location.search);
  });
  addEventListener('hashchange', () => { if (location.hash.slice(1) !== written) restore(); });
}
