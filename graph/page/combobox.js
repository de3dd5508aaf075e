// A field in which an actor is found as one types, by mouse or by keys: a combobox with a list.

import { actors, nameOf, kinds, relationsOf } from './model.js';
import { el, symbol, name, announce, count } from './dom.js';
import { fold, find, why } from './names.js';
import { near } from './near.js';

function option(position, sought, properties) {
  const actor = actors[position];
  const alias = why(actor, sought);
  return el('li', { ...properties, role: 'option' },
    symbol(kinds[actor.kind]), el('span', {}, name(actor.name), alias ? el('span', { class: 'faint' }, ' = ', name(alias)) : null),
    el('span', { class: 'number' }, String(relationsOf[position].length)));
}

/** ". Did you mean …?" of some actors; nothing of none. */
export const didYouMean = (found) => (found.length ? `. Did you mean ${found.map(nameOf).join(' or ')}?` : '');

/** Let `input` offer actors in `list`; `choose` gets the position of the one that is taken. */
export function combobox(input, list, choose) {
  let found = [];
  let active = -1;

  /** What fits; else what is near, of which nothing is taken before the reader has gone to it. */
  function show() {
    const sought = fold(input.value);
    found = find(input.value);
    active = found.length ? 0 : -1;
    const isNear = !found.length;
    if (isNear) found = near(input.value);
    list.replaceChildren(...found.map((position, at) => option(position, sought, {
      id: `${list.id}-${at}`, onpointerdown: (event) => { event.preventDefault(); take(at); },
    })));
    if (isNear && sought) list.prepend(el('li', { class: 'nothing', role: 'option', 'aria-disabled': 'true' }, found.length ? 'No such name here; near it:' : 'No such name here'));
    list.hidden = !sought;
    input.setAttribute('aria-expanded', String(!list.hidden));
    if (sought) announce(isNear ? `No such name${didYouMean(found)}` : `${count(found.length, 'actor')} found`);
    mark();
  }

  function mark() {
    const items = [...list.querySelectorAll('li:not(.nothing)')];
    items.forEach((item, at) => { item.setAttribute('aria-selected', String(at === active)); });
    if (active < 0) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', `${list.id}-${active}`);
    return items[active].scrollIntoView({ block: 'nearest' });
  }

  function close() {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }

  function take(at) {
    if (found[at] === undefined) return;
    close();
    choose(found[at]);
  }

  function onKey(event) {
    if (list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      const from = active < 0 && step < 0 ? 0 : active;
      active = found.length ? (from + step + found.length) % found.length : -1;
      mark();
    } else if (event.key === 'Enter') take(active);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation(); // Escape is for the list, and not yet for what is behind it
  }

  input.addEventListener('input', show);
  input.addEventListener('keydown', onKey);
  input.addEventListener('blur', close);
}

/** The attributes of such a field whose list has this id. */
export const COMBOBOX = { type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-expanded': 'false', 'aria-autocomplete': 'list' };
