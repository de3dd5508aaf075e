// The network: vis-network draws symbols and lines where Python put them; pointer and keys choose.

import { actors, relations, pairs, nodes, edges, restyled, options, families, relationsOf } from './model.js';
import { byId, shade, count, announce } from './dom.js';
import { state, shown, change, chooseActor, onChange, yearsInWords } from './state.js';
import { stage, place, endsOf, isUpright } from './stage.js';
import { lit, lineLook, symbolLook, plainNode, familiesOf } from './looks.js';
import { drawOver, pointed, pointAt, unsettle } from './overlay.js';
import { fitAll, resize, bringIntoSight, zoomBy, neighbour } from './camera.js';

const HELP = 'Network of actors. Arrow keys go from actor to actor, Enter reads what is said of it, + and − zoom, 0 shows all. The table says the same.';

let arranged = null;

/** Put symbols where they belong, if the page has turned or other actors are to be shown. */
function arrange() {
  const wanted = `${isUpright()} ${state.everyone} ${state.added.size}`;
  if (wanted === arranged) return;
  arranged = wanted;
  stage.nodes.update(nodes.map((node) => {
    const { id, x, y } = plainNode(node);
    return { id, x, y };
  }));
}

function redraw() {
  arrange();
  resize();
  const lights = lit();
  stage.nodes.update(nodes.map((node) => symbolLook(node, lights)));
  stage.edges.update(pairs.map((_, pair) => lineLook(pair, lights)));
  unsettle();
  stage.network.redraw();
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
  const { name, kind, existed } = actors[actor];
  const own = relationsOf[actor].filter((position) => shown().answers[position]);
  return `${name} · ${kind}${existed ? `, ${existed}` : ''} · ${count(own.length, 'relation')}`;
}

function aboutPair(pair) {
  const positions = shown().byPair[pair];
  const names = endsOf(pair).map((end) => actors[end].name).join(' – ');
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

function listen() {
  stage.network.on('click', ({ pointer }) => {
    const what = pointed(pointer.DOM);
    if (what?.actor !== undefined && actors[what.actor]) chooseActor(what.actor);
    else change({ chosen: what?.pair === undefined ? null : what });
  });
  stage.network.on('zoom', () => { stage.moved = true; stage.bounded = false; });
  stage.network.on('dragStart', () => { stage.moved = true; stage.bounded = false; });
  stage.network.on('dragging', ({ nodes: dragged }) => { if (dragged.length) unsettle(); });
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
  stage.nodes = new vis.DataSet(nodes.map(plainNode));
  stage.edges = new vis.DataSet(edges.map((edge, id) => ({ id, from: edge.from, to: edge.to, ...restyled[id], title: undefined })));
  stage.network = new vis.Network(place, { nodes: stage.nodes, edges: stage.edges }, visOptions());
  const frame = place.querySelector('.vis-network');
  frame.setAttribute('role', 'application');
  frame.setAttribute('aria-label', HELP);
  listen();
  redraw();
  new ResizeObserver(() => {
    arrange();
    resize();
    stage.network.redraw();
  }).observe(place);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', recolor);
  addEventListener('beforeprint', () => onPaper(true));
  addEventListener('afterprint', () => onPaper(false));
  onChange(follow);
}

function recolor() {
  stage.nodes.update(nodes.map((node) => ({ id: node.id, color: plainNode(node).color })));
  redraw();
}

/** Printers get dark ink on white, and the whole picture unless a section was chosen. */
function onPaper(isPrinting) {
  document.documentElement.classList.toggle('on-paper', isPrinting);
  if (isPrinting && !stage.moved) fitAll();
  recolor();
}

function follow(what) {
  redraw();
  if (what.has('everyone')) fitAll();
  if (what.has('chosen') && state.chosen && !place.hidden) requestAnimationFrame(() => { if (state.chosen) bringIntoSight(); });
  if (!what.has('chosen') && !what.has('view')) announce(`${count(shown().actors.size, 'actor')}, ${yearsInWords()}`);
}

/** The picture on paper, for saving. */
export function picture() {
  const source = place.querySelector('canvas');
  const copy = Object.assign(document.createElement('canvas'), { width: source.width, height: source.height });
  const context = copy.getContext('2d');
  context.fillStyle = shade('paper');
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(source, 0, 0);
  return copy;
}
