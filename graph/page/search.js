// Finding an actor by any of its names, however it is typed.

import { byId } from './dom.js';
import { combobox } from './combobox.js';
import { chooseActor } from './state.js';

export function startSearch() {
  const query = byId('query');
  combobox(query, byId('found'), (actor) => {
    query.value = '';
    chooseActor(actor);
    byId('evidence').focus({ preventScroll: true });
  });
  document.addEventListener('keydown', (event) => {
    if (event.key !== '/' || event.ctrlKey || event.metaKey || /^(INPUT|TEXTAREA)$/.test(event.target.tagName)) return;
    event.preventDefault();
    query.focus();
  });
}
