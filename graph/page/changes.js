// The list of what changed in the chosen years, beside the picture; each line leads to its evidence.

import { actors, relations, families, kinds, familyOf, pairOf, CERTAINLY } from './model.js';
import { el, byId, count, name, stroke, symbol } from './dom.js';
import { state, change, chooseActor, chooseRelation, onChange, allYears, yearsInWords } from './state.js';
import { changes } from './changed.js';

const PART = 200;
const SIGNS = { began: 'began', ended: 'ended', happened: '', appeared: 'into existence', disappeared: 'out of existence', 'took place': 'took place' };
const BIRTHS = { appeared: 'born', disappeared: 'died' };

let limit = PART;

const saying = ({ what, actor }) => (actors[actor]?.kind === 'Person' ? BIRTHS[what] : undefined) ?? SIGNS[what];

function subject({ position, actor }) {
  if (actor !== undefined) return [symbol(kinds[actors[actor].kind]), name(actors[actor].name)];
  const relation = relations[position];
  const [source, target] = relation.ends.map((end) => name(actors[end].name));
  const said = relation.modality === 'asserted' ? null : el('em', {}, `[${relation.modality}] `);
  return [stroke(families[familyOf(relation)], relation.modality), said, source, ` ${relation.type.wording} `, target];
}

function line(one) {
  const { position, actor, certainty, words } = one;
  const isChosen = position === undefined ? state.chosen?.actor === actor : state.chosen?.relation === position;
  const open = () => (position === undefined ? chooseActor(actor) : chooseRelation(position, pairOf[position]));
  const says = saying(one);
  return el('li', {}, el('button', { type: 'button', class: 'row', 'aria-current': isChosen && 'true', onclick: open },
    el('span', { class: 'date' }, words),
    el('span', {}, subject(one), says ? el('b', {}, `: ${says}`) : null, certainty === CERTAINLY ? null : el('span', { class: 'perhaps' }, ' possibly'))));
}

function tally(found) {
  const number = (...whats) => found.filter(({ what }) => whats.includes(what)).length;
  const parts = [[number('happened'), 'happened'], [number('began'), 'began'], [number('ended'), 'ended'],
    [number('appeared'), 'came into existence'], [number('disappeared'), 'ceased to exist'], [number('took place'), 'took place']];
  const possibly = found.filter(({ certainty }) => certainty !== CERTAINLY).length;
  return [...parts.filter(([many]) => many).map(([many, what]) => `${many} ${what}`), ...(possibly ? [`${possibly} of all this only possibly then`] : [])].join(' · ');
}

function toggle() {
  change({ changes: !state.changes });
  if (state.changes) byId('changes').focus();
  else byId('what-changed').focus();
}

function render() {
  const panel = byId('changes');
  panel.hidden = !state.changes;
  byId('what-changed')?.setAttribute('aria-expanded', String(state.changes));
  byId('board').classList.toggle('has-changes', state.changes);
  if (panel.hidden) return panel.replaceChildren();
  const rows = [...panel.querySelectorAll('.row')];
  const had = rows.indexOf(document.activeElement);
  const found = changes();
  const more = found.length - limit;
  panel.replaceChildren(
    el('button', { type: 'button', class: 'close', 'aria-label': 'Close', title: 'Close (Esc)', onclick: toggle }, '✕'),
    el('h2', {}, allYears() ? 'What changed in all years' : `What changed: ${yearsInWords()}`),
    el('p', { class: 'faint' }, found.length ? tally(found) : 'Nothing that is shown began or ended in these years.'),
    el('ol', { class: 'rows' }, found.slice(0, limit).map(line)),
    ...(more > 0 ? [el('button', { type: 'button', class: 'more', onclick: () => { limit += PART; render(); } }, `${Math.min(more, PART)} more of ${count(more, 'change')}`)] : []));
  if (had >= 0) (panel.querySelectorAll('.row')[had] ?? panel).focus({ preventScroll: true });
}

export function startChanges() {
  const controls = document.querySelector('#time .controls');
  if (!controls) return;
  const button = el('button', { type: 'button', id: 'what-changed', 'aria-expanded': 'false', 'aria-controls': 'changes', onclick: toggle }, 'What changed');
  byId('years').before(button);
  byId('changes').addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    toggle();
  });
  onChange((what) => {
    if (what.has('from') || what.has('to')) limit = PART;
    if (state.changes || what.has('changes')) render();
  });
}
