// The network: vis-network draws symbols and lines where Python put them; pointer and keys choose.

import { actors, nameOf, pairs, nodes, edges, restyled, options, families, relationsOf } from './model.js';
import { byId, shade, count, announce, putOnPaper } from './dom.js';
import { state, shown, change, chooseActor, onChange, yearsInWords } from './state.js';
import { stage, drawn, nodeOf, place, endsOf, isUpright, isVisible, forgetPositions, quietly } from './stage.js';
import { layLines, misplace, drawLines, isOurs } from './lines.js';
import { lit, lineLook, plainNode, placeOf, isShown, opacityOf, familiesOf } from './looks.js';
import { drawOver, pointed, pointAt, unsettle, haveLabels } from './overlay.js';
import { drawAll, startPanning } from './panning.js';
import { fitAll, resize, isResized, bringIntoSight, zoomBy, neighbour, leaveBounds } from './camera.js';

const HELP = 'Network of actors. Arrow keys go from actor to actor, Enter reads what is said of it, + and − zoom, 0 shows all. The table says the same.';

const told = { nodes: new Map(), lines: new Map() }; // what vis-network was last told of each, so as not to repeat it

/** Whether it is news how a node or a line is to look, as `text` has it; it is not, the second time. */
function isNews(before, id, text) {
  if (before.get(id) === text) return false;
  before.set(id, text);
  return true;
}

/** Symbols may stand elsewhere than before. */
function move() {
  forgetPositions();
  misplace();
}

function tellNodes(lights) {
  drawn.nodes = new Set(nodes.map((node) => node.id).filter(isShown));
  const outline = shade('outline');
  const lookOf = ({ id }) => ({ hidden: !drawn.nodes.has(id), opacity: opacityOf(id, lights) });
  const said = (node) => [...Object.values(lookOf(node)), ...Object.values(placeOf(node)), stage.boost, outline].join();
  const fresh = nodes.filter((node) => (drawn.nodes.has(node.id) || told.nodes.has(node.id)) && isNews(told.nodes, node.id, said(node)));
  if (!fresh.length) return;
  stage.nodes.update(fresh.map((node) => ({ ...plainNode(node, outline), ...lookOf(node) })));
  move();
}

function tellLines(lights) {
  drawn.pairs = pairs.map((_, pair) => pair).filter((pair) => shown().byPair[pair].length);
  layLines(lights);
  const theirs = drawn.pairs.filter((pair) => !isOurs(pair));
  const isDrawn = new Set(theirs);
  const gone = [...told.lines.keys()].filter((pair) => !isDrawn.has(pair));
  const looks = theirs.map((pair) => ({ ...endsAsFromTo(pair), ...lineLook(pair, lights, drawn.pairs.length) }));
  const items = [...looks, ...gone.map((id) => ({ id, hidden: true }))];
  const fresh = items.filter((item) => isNews(told.lines, item.id, JSON.stringify(item)));
  if (fresh.length) stage.edges.update(fresh);
}

function endsAsFromTo(pair) {
  const [from, to] = endsOf(pair);
  return { from, to };
}

let arranged = '';

/** Tell vis-network what is shown now. */
function arrange() {
  const lights = lit();
  tellNodes(lights);
  tellLines(lights);
  const now = `${[...drawn.nodes]} ${drawn.pairs} ${isUpright()}`;
  if (now !== arranged || (lights && !haveLabels([...lights.actors].filter(isVisible)))) unsettle();
  arranged = now;
}

/** Draw once what is shown now; `isOther`: it is to be looked at as a whole. */
function redraw(isOther = false) {
  quietly(() => {
    arrange();
    resize();
    if (isOther) fitAll();
  });
  drawAll();
}

// Pointer and keys --------------------------------------------------------------------------------

function tip(at, what) {
  const box = byId('tip');
  box.hidden = !what;
  place.style.cursor = what ? 'pointer' : '';
  if (!what) return;
  box.textContent = what.actor === undefined ? aboutPair(what.pair) : aboutActor(what.actor);
  box.style.left = `${Math.max(Math.min(at.x + 14, place.clientWidth - box.offsetWidth - 8), 4)}px`;
  box.style.top = `${Math.min(at.y + 16, place.clientHeight - box.offsetHeight - 4)}px`;
}

function aboutActor(actor) {
  const { kind, existed } = actors[actor];
  const own = relationsOf[actor].filter((position) => shown().answers[position]);
  return `${nameOf(actor)} · ${kind}${existed ? `, ${existed}` : ''} · ${count(own.length, 'relation')}`;
}

function aboutPair(pair) {
  const positions = shown().byPair[pair];
  const names = endsOf(pair).map(nameOf).join(' – ');
  return `${names} · ${count(positions.length, 'relation')}: ${familiesOf(positions).map((family) => families[family].label).join('; ')}`;
}

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key.startsWith('Arrow')) goTo(neighbour(event.key));
  else if (event.key === 'Enter') byId('evidence').focus();
  else if (event.key === '+' || event.key === '=') zoomBy(1.25);
  else if (event.key === '-') zoomBy(0.8);
  else if (event.key === '0') fitAll();
  else return;
  event.preventDefault();
}

function goTo(actor) {
  if (actor === undefined) return;
  chooseActor(actor);
  announce(aboutActor(actor));
}

function onMove(event) {
  const area = place.getBoundingClientRect();
  const at = { x: event.clientX - area.left, y: event.clientY - area.top };
  const what = event.buttons ? null : pointed(at);
  tip(at, what);
  pointAt(what?.actor ?? null);
}

/** A symbol that the reader has moved stays there, in this picture. */
function keepPlace(id) {
  Object.assign(nodeOf.get(id), { moved: stage.network.getPosition(id), movedIn: String(state.around) });
  move();
  unsettle();
}

function listen() {
  stage.network.on('click', ({ pointer }) => {
    const what = pointed(pointer.DOM);
    if (what?.actor !== undefined && actors[what.actor]) chooseActor(what.actor);
    else change({ chosen: what?.pair === undefined ? null : what });
  });
  stage.network.on('doubleClick', ({ pointer }) => {
    const actor = pointed(pointer.DOM)?.actor;
    if (actors[actor]) change({ around: [actor] });
  });
  for (const going of ['zoom', 'dragStart']) stage.network.on(going, () => { stage.moved = true; leaveBounds(); });
  stage.network.on('dragging', ({ nodes: dragged }) => { if (dragged.length) { move(); unsettle(); } });
  stage.network.on('dragEnd', ({ nodes: dragged }) => dragged.forEach(keepPlace));
  startPanning();
  stage.network.on('beforeDrawing', drawLines);
  stage.network.on('afterDrawing', drawOver);
  place.addEventListener('mousemove', onMove);
  place.addEventListener('mouseleave', () => tip(null, null));
  place.addEventListener('keydown', onKey);
}

// Start -------------------------------------------------------------------------------------------

function visOptions() {
  const arrow = { scaleFactor: 0.55 };
  return {
    ...options,
    autoResize: false,
    configure: { enabled: false },
    layout: { improvedLayout: false },
    interaction: { ...options.interaction, hover: false, selectable: false, zoomSpeed: 0.6 },
    nodes: { font: { size: 0 } },
    edges: { ...options.edges, arrows: { to: arrow, from: arrow }, arrowStrikethrough: false, selectionWidth: 0 },
  };
}

export function startNetwork() {
  stage.nodes = new vis.DataSet();
  stage.edges = new vis.DataSet(edges.slice(pairs.length).map((edge, at) => ({ ...edge, ...restyled[pairs.length + at], title: undefined })));
  arrange();
  stage.network = new vis.Network(place, { nodes: stage.nodes, edges: stage.edges }, visOptions()); // draws in the next frame
  const frame = place.querySelector('.vis-network');
  frame.setAttribute('role', 'application');
  frame.setAttribute('aria-label', HELP);
  listen();
  resize();
  new ResizeObserver(() => { if (isResized() && !matchMedia('print').matches) redraw(); }).observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => redraw());
  addEventListener('beforeprint', () => onPaper(true));
  addEventListener('afterprint', () => onPaper(false));
  onChange(follow);
}

/** Printers get dark ink on white, and the whole picture unless a section was chosen. */
function onPaper(isPrinting) {
  putOnPaper(isPrinting);
  if (isPrinting && !stage.moved) fitAll();
  redraw();
}

let isOther = false; // another picture is to be looked at as a whole, as soon as it is in sight

function follow(what) {
  if (['everyone', 'around', 'within', 'crowd'].some((which) => what.has(which))) isOther = true;
  if (what.has('changes') && !stage.moved) isOther = true;
  redraw(isOther && !place.hidden);
  if (!place.hidden) isOther = false;
  if (what.has('path') && state.path && !place.hidden) requestAnimationFrame(() => (stage.moved && lit() ? bringIntoSight() : fitAll()));
  if (what.has('chosen') && state.chosen && !place.hidden) requestAnimationFrame(() => { if (state.chosen) bringIntoSight(); });
  if (!what.has('chosen') && !what.has('view')) announce(`${count(shown().actors.size, 'actor')}, ${yearsInWords()}`);
}
