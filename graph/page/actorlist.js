// A field that gathers several actors, each of which can be put away again.

import { actors } from './model.js';
import { el, name } from './dom.js';
import { COMBOBOX, combobox } from './combobox.js';

/** `element`, and `input`, `chosen()` as positions, `choose(positions)`. */
export function actorList(id, title) {
  let chosen = [];
  const list = el('ul', { id: `${id}-found`, class: 'found', role: 'listbox', 'aria-label': 'Actors found', hidden: true });
  const chips = el('ul', { class: 'chips', 'aria-label': title });
  const input = el('input', { id, ...COMBOBOX, dir: 'auto', 'aria-controls': list.id });

  const chip = (actor) => el('li', {}, el('button', {
    type: 'button', title: 'Take it out',
    onclick: () => {
      choose(chosen.filter((other) => other !== actor));
      input.focus();
    },
  }, name(actors[actor].name), el('span', { class: 'unseen' }, ' take out'), el('span', { 'aria-hidden': 'true' }, ' ✕')));

  function choose(positions) {
    chosen = [...new Set(positions)];
    chips.replaceChildren(...chosen.map(chip));
    chips.hidden = !chosen.length;
    input.value = '';
  }

  combobox(input, list, (actor) => choose([...chosen, actor]));
  choose([]);
  return { element: el('div', { class: 'end' }, el('label', { for: id }, title), el('div', { class: 'field' }, input, list, chips)), input, choose, chosen: () => chosen };
}
