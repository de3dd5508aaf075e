// The form in which a path is asked for.

import { actors, families, relations, familyOf } from './model.js';
import { el } from './dom.js';
import { isolated } from './bidi.js';
import { called } from './names.js';
import { near } from './near.js';
import { COMBOBOX, combobox, didYouMean } from './combobox.js';
import { change } from './state.js';
import { UsageError } from './days.js';
import { actorList } from './actorlist.js';
import { ALIKE, DATES, MOST_PATHS, MOST_STEPS, PLAIN, RANKINGS, ask } from './asked.js';

const SIDES = { source: 'From', target: 'To' };
const FLAGS = {
  anyOrder: 'Steps may go back in time',
  undated: 'Let undated relations in',
  directed: 'Walk relations only along their arrow',
  presume: 'What nobody says has ended is still in force',
  certain: 'Only what is certain',
  cooperation: 'Only cooperation',
  apart: 'No two paths that share an actor on the way',
};
const CHOICES = { by: ['Best first by', RANKINGS], alike: ['Steps', ALIKE] };
const LISTS = { through: 'By way of', avoiding: 'Not by way of' };
const NUMBERS = { steps: ['Most steps', MOST_STEPS], k: ['Most paths', MOST_PATHS] };

const ends = { source: null, target: null }; // positions of the actors that were taken from the lists
const fields = {};
const lists = {}; // of actors, by the keys of LISTS

const field = (key, title, properties) => {
  fields[key] = el('input', { id: `path-${key}`, ...properties });
  return fields[key].type === 'checkbox' ? el('label', { class: 'tick' }, fields[key], title) : el('label', {}, title, ' ', fields[key]);
};

function actorField(side) {
  const id = `path-${side}`;
  const list = el('ul', { id: `${id}-found`, class: 'found', role: 'listbox', 'aria-label': 'Actors found', hidden: true });
  fields[side] = el('input', { id, ...COMBOBOX, dir: 'auto', 'aria-controls': list.id, oninput: () => { ends[side] = null; }, onfocus: (event) => event.target.select() });
  combobox(fields[side], list, (actor) => take(side, actor));
  return el('div', { class: 'end' }, el('label', { for: id }, SIDES[side]), el('div', { class: 'field' }, fields[side], list));
}

function choiceField(key) {
  const [title, options] = CHOICES[key];
  fields[key] = el('select', { id: `path-${key}` }, Object.entries(options).map(([value, text]) => el('option', { value }, text)));
  return el('label', { class: 'choose' }, title, ' ', fields[key]);
}

function take(side, actor) {
  ends[side] = actor;
  fields[side].value = actor === null ? '' : actors[actor].name;
}

function exchange() {
  const [source, target] = [ends.source, ends.target];
  const texts = [fields.target.value, fields.source.value];
  [ends.source, ends.target] = [target, source];
  [fields.source.value, fields.target.value] = texts;
}

/** The kinds of relation of which the page has any; none ticked stands for all. */
function familyBoxes() {
  const used = new Set(relations.map(familyOf));
  const kinds = Object.entries(families).filter(([family]) => used.has(family));
  return el('fieldset', {}, el('legend', {}, 'Only these kinds of relation'),
    kinds.map(([family, { label }]) => field(`family-${family}`, label, { type: 'checkbox', value: family })));
}

let built = null;

/** The form, built when it is first wanted, with nothing chosen. */
export function form() {
  if (!built) {
    built = build();
    fill({ source: null, target: null, wishes: PLAIN });
  }
  return built;
}

const summary = el('summary', {}, 'Options');
const complaint = el('p', { id: 'path-problem', class: 'problem', role: 'alert' });

const build = () => el('form', { id: 'path-form', novalidate: true, onsubmit: (event) => { event.preventDefault(); submit(); }, onchange: sayOptions },
  el('div', { class: 'ends' }, actorField('source'), actorField('target')),
  choiceField('by'),
  el('details', {}, summary,
    el('div', { class: 'dates' }, Object.entries(DATES).map(([key, title]) => field(key, title, { type: 'text', placeholder: '1950 or 1950-01-31', autocomplete: 'off' }))),
    Object.entries(FLAGS).map(([key, title]) => field(key, title, { type: 'checkbox' })),
    el('div', { class: 'ways' }, Object.entries(LISTS).map(([key, title]) => {
      lists[key] = actorList(`path-${key}`, title);
      return lists[key].element;
    })),
    choiceField('alike'),
    familyBoxes(),
    el('div', { class: 'numbers' }, Object.entries(NUMBERS).map(([key, [title, most]]) => field(key, title, { type: 'number', min: 1, max: most })))),
  el('p', { class: 'controls' }, el('button', { type: 'submit', class: 'main' }, 'Find paths'), ' ',
    el('button', { type: 'button', title: 'Exchange both ends', onclick: exchange }, '⇅ Exchange')),
  complaint);

const familyFields = () => Object.entries(fields).filter(([key]) => key.startsWith('family-')).map(([, box]) => box);

/** The question as it stands in the form. */
function wishes() {
  const dates = Object.keys(DATES).map((key) => [key, fields[key].value.trim()]);
  const flags = Object.keys(FLAGS).map((key) => [key, fields[key].checked]);
  const numbers = Object.entries(NUMBERS).map(([key, [, most]]) => [key, Math.min(Math.max(Math.round(Number(fields[key].value)) || PLAIN[key], 1), most)]);
  const choices = Object.keys(CHOICES).map((key) => [key, fields[key].value]);
  const gathered = Object.entries(lists).map(([key, list]) => [key, list.chosen()]);
  return { ...Object.fromEntries([...dates, ...flags, ...numbers, ...choices, ...gathered]), families: familyFields().filter((box) => box.checked).map((box) => box.value) };
}

/** Put a question into the form. */
export function fill({ source, target, wishes: wanted }) {
  take('source', source);
  take('target', target);
  for (const key of [...Object.keys(DATES), ...Object.keys(NUMBERS), ...Object.keys(CHOICES)]) fields[key].value = wanted[key];
  for (const [key, list] of Object.entries(lists)) list.choose(wanted[key]);
  for (const key of Object.keys(FLAGS)) fields[key].checked = wanted[key];
  for (const box of familyFields()) box.checked = wanted.families.includes(box.value);
  complaint.textContent = '';
  sayOptions();
}

/** How many options differ from the usual, where they are folded away. */
function sayOptions() {
  const now = wishes();
  const set = Object.keys(PLAIN).filter((key) => key !== 'by' && String(now[key]) !== String(PLAIN[key])).length;
  summary.textContent = set ? `Options (${set} set)` : 'Options';
}

/** The actor who is called so; UsageError where nobody is. */
function actorCalled(text, side) {
  const [actor] = called(text);
  if (actor !== undefined) return actor;
  throw new UsageError(text ? `No actor is called ‘${isolated(text)}’${didYouMean(near(text)) || '.'}` : `${SIDES[side]}: an actor is wanted.`);
}

/** The actor of a side, as taken from the list or as called. */
const endOf = (side) => ends[side] ?? actorCalled(fields[side].value.trim(), side);

/** Names that were typed and not taken from the list are taken as well. */
function takeTyped() {
  for (const list of Object.values(lists)) {
    const text = list.input.value.trim();
    if (text) list.choose([...list.chosen(), actorCalled(text)]);
  }
}

function submit() {
  complaint.textContent = '';
  try {
    const [source, target] = [endOf('source'), endOf('target')];
    takeTyped();
    fill({ source, target, wishes: wishes() });
    ask(source, target, wishes());
  } catch (problem) {
    if (!(problem instanceof UsageError)) throw problem;
    complaint.textContent = problem.message;
  }
}

/** Open the panel, with the focus where something is still to be said. */
export function openForm() {
  change({ asking: true, chosen: null });
  const open = Object.keys(SIDES).find((side) => ends[side] === null) ?? 'source';
  fields[open].focus();
}

/** An actor becomes one end of a path; as soon as there are two, it is sought. */
function startAt(side, actor) {
  form();
  take(side, actor);
  const { source, target } = ends;
  if (source === null || target === null || source === target) openForm();
  else ask(source, target, wishes());
}

/** From an actor's panel to a path. */
export const pathButtons = (actor) => el('p', { class: 'controls' },
  el('button', { type: 'button', onclick: () => startAt('source', actor) }, 'Path from here'), ' ',
  el('button', { type: 'button', onclick: () => startAt('target', actor) }, 'Path to here'));

/** What is told of a path that cannot be sought. */
export function complain({ message, hint }) {
  complaint.textContent = hint ? `${message} (${hint})` : message;
}
