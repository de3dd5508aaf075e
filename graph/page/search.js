// Finding an actor by any of its names, however it is typed.

import { actors, kinds, relationsOf } from './model.js';
import { el, byId, symbol, name, announce, count } from './dom.js';
import { chooseActor } from './state.js';

const MOST = 12;
const UNDECOMPOSED = { đ: 'd', Đ: 'D', ł: 'l', Ł: 'L', ø: 'o', Ø: 'O', ı: 'i', ß: 'ss', '’': "'", '‘': "'" };

/** The form under which names are compared; the same as that of `graph.names.fold`. */
export function fold(text) {
  return [...text].map((c) => UNDECOMPOSED[c] ?? c).join('')
    .normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ς', 'σ')
    .replace(/'s(?![\p{L}\p{N}_])|'(?=[\p{L}\p{N}_])/gu, '')
    .replace(/(?<![\p{L}\p{N}_])([\p{L}\p{N}_])\.(?=[\p{L}\p{N}_](?![\p{L}\p{N}_])|\s|$)/gu, '$1')
    .replace(/[^\p{L}\p{N}]+/gu, ' ').trim()
    .replace(/^(the|a|an) /, '');
}

/** 0 the whole name, 1 its beginning, 2 the beginning of a word, 3 somewhere in it; null: not at all. */
function fit(names, sought) {
  let best = null;
  for (const candidate of names) {
    const at = ` ${candidate}`.indexOf(` ${sought}`);
    const rank = candidate === sought ? 0 : at === 0 ? 1 : at > 0 ? 2 : candidate.includes(sought) ? 3 : null;
    if (rank !== null && (best === null || rank < best)) best = rank;
  }
  return best;
}

const folded = actors.map(({ name: called, aliases }) => [called, ...(aliases ?? [])].map(fold));

function find(text) {
  const sought = fold(text);
  if (!sought) return [];
  return actors.map((_, position) => ({ position, rank: fit(folded[position], sought) }))
    .filter(({ rank }) => rank !== null)
    .sort((a, b) => a.rank - b.rank || relationsOf[b.position].length - relationsOf[a.position].length)
    .slice(0, MOST).map(({ position }) => position);
}

/** The alias that was found, where the name itself does not show it. */
function why(actor, sought) {
  if (fold(actor.name).includes(sought)) return null;
  return actor.aliases?.find((alias) => fold(alias).includes(sought)) ?? null;
}

let found = [];
let active = -1;

function show() {
  const query = byId('query');
  const list = byId('found');
  const sought = fold(query.value);
  found = find(query.value);
  active = found.length ? 0 : -1;
  list.replaceChildren(...found.map((position, at) => option(position, at, sought)));
  if (!found.length && sought) list.append(el('li', { class: 'nothing', role: 'option', 'aria-disabled': 'true' }, 'No such name here'));
  list.hidden = !sought;
  query.setAttribute('aria-expanded', String(!list.hidden));
  if (sought) announce(`${count(found.length, 'actor')} found`);
  mark();
}

function option(position, at, sought) {
  const actor = actors[position];
  const alias = why(actor, sought);
  return el('li', { id: `found-${at}`, role: 'option', onpointerdown: (event) => { event.preventDefault(); choose(at); } },
    symbol(kinds[actor.kind]), el('span', {}, name(actor.name), alias ? el('span', { class: 'faint' }, ' = ', name(alias)) : null),
    el('span', { class: 'number' }, String(relationsOf[position].length)));
}

function mark() {
  [...byId('found').children].forEach((item, at) => item.setAttribute('aria-selected', String(at === active)));
  const id = active >= 0 ? `found-${active}` : '';
  if (id) byId('query').setAttribute('aria-activedescendant', id);
  else byId('query').removeAttribute('aria-activedescendant');
  if (id) byId(id).scrollIntoView({ block: 'nearest' });
}

function close() {
  byId('found').hidden = true;
  byId('query').setAttribute('aria-expanded', 'false');
  byId('query').removeAttribute('aria-activedescendant');
}

function choose(at) {
  const position = found[at];
  if (position === undefined) return;
  byId('query').value = '';
  close();
  chooseActor(position);
  byId('evidence').focus({ preventScroll: true });
}

function onKey(event) {
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    const step = event.key === 'ArrowDown' ? 1 : -1;
    active = found.length ? (active + step + found.length) % found.length : -1;
    mark();
  } else if (event.key === 'Enter') choose(active);
  else if (event.key === 'Escape') close();
  else return;
  event.preventDefault();
}

export function startSearch() {
  const query = byId('query');
  query.addEventListener('input', show);
  query.addEventListener('keydown', onKey);
  query.addEventListener('blur', close);
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    query.focus();
  });
}
