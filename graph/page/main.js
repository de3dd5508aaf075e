// Putting the page together.

import { actors, relations, documents, unpacking } from './model.js';
import { el, byId, count } from './dom.js';
import { state, change, shown, onChange } from './state.js';
import { startNetwork } from './network.js';
import { fitAll, zoomBy } from './camera.js';
import { find } from './paths.js';
import { Question } from './steps.js';
import { parsePeriod } from './days.js';
import { beads, labelBoxes, whereIs } from './overlay.js';
import { startTime } from './time.js';
import { startAround } from './around.js';
import { startChanges } from './changes.js';
import { changes } from './changed.js';
import { startEvidence } from './evidence.js';
import { startPaths } from './pathpanel.js';
import { startLegend } from './legend.js';
import { startRoom } from './room.js';
import { fold } from './names.js';
import { near } from './near.js';
import { startSearch } from './search.js';
import { startLanes } from './lanes.js';
import { startTable } from './table.js';
import { startKeep } from './keep.js';

const VIEWS = { network: 'Network', timeline: 'Timeline', table: 'Table' };

function startViews() {
  for (const [view, title] of Object.entries(VIEWS)) {
    byId('views').append(el('button', { type: 'button', 'data-view': view, onclick: () => change({ view }) }, title));
  }
  const turn = () => {
    for (const view of Object.keys(VIEWS)) byId(view).hidden = view !== state.view;
    for (const button of byId('views').children) button.setAttribute('aria-pressed', String(button.dataset.view === state.view));
    byId('zoom').hidden = state.view !== 'network';
    byId('tip').hidden = true;
  };
  onChange(turn);
  turn();
}

function startZoom() {
  const button = (text, title, onclick) => el('button', { type: 'button', title, 'aria-label': title, onclick }, text);
  byId('zoom').append(
    button('+', 'Closer', () => zoomBy(1.3)), button('−', 'Farther', () => zoomBy(1 / 1.3)), button('⤢', 'Show all', fitAll));
}

byId('summary').textContent = [count(actors.length, 'actor'), count(relations.length, 'relation'), count(documents.length, 'document')].join(' · ');
byId('skip').addEventListener('click', (event) => {
  event.preventDefault();
  change({ view: 'table' });
  byId('table').focus();
});
startViews();
startLegend();
startAround();
startEvidence();
startPaths();
startLanes();
startTable();
startSearch();
startZoom();
startTime();
startChanges();
startRoom();
startNetwork();
startKeep();
unpacking?.then(() => change({}), () => byId('summary').append(' · This browser is too old to show the passages of so large a page.'));
// For those who look under the bonnet, and for the tests.
globalThis.histgraph = { state, change, shown, relations, beads, labelBoxes, whereIs, fold, near, findPaths: find, changes, Question, parsePeriod };
