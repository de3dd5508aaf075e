// What gives way where panels would leave the picture too little room: the legend, then two panels share a column.

import { byId } from './dom.js';
import { state, onChange } from './state.js';

const LEAST = 560; // pixels of width for the picture

const small = matchMedia('(max-width: 760px)'); // there, panels stand one under the other

let asked = '';
let isCrowded = false;

const isNarrow = () => !small.matches && byId('stage').offsetWidth < LEAST;

/** Look again, if other panels are open than before, or the window has another width. */
function fit() {
  const now = `${innerWidth} ${state.changes} ${byId('evidence').hidden}`;
  if (now === asked) return;
  asked = now;
  const board = byId('board');
  const was = isCrowded;
  board.classList.remove('is-crowded', 'is-tight');
  isCrowded = isNarrow();
  board.classList.toggle('is-crowded', isCrowded);
  board.classList.toggle('is-tight', isCrowded && isNarrow());
  if (was !== isCrowded) open(!isCrowded);
}

/** Unfold the legend, or fold it; where it is crowded, it lies over the picture. */
function open(isOpen) {
  byId('legend').querySelector('.fold').open = isOpen;
  follow();
}

function follow() {
  const legend = byId('legend');
  legend.classList.toggle('is-folded', !legend.querySelector('.fold').open);
}

export function startRoom() {
  const legend = byId('legend');
  const fold = legend.querySelector('.fold');
  open(!small.matches);
  fold.addEventListener('toggle', follow);
  small.addEventListener('change', () => open(!small.matches));
  legend.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !isCrowded || !fold.open) return;
    event.stopPropagation();
    open(false);
    fold.firstChild.focus();
  });
  onChange(fit);
  addEventListener('resize', fit);
  fit();
}
