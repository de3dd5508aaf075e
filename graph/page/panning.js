// While the picture is dragged about, what stays in sight is moved as it is; only what comes into sight is drawn.

import { stage } from './stage.js';

const ROOM = 20; // pixels around what has come into sight

let last = null; // where the picture stood when it was last drawn, and how large it was; null: it has to be drawn anew
let isDragged = false;

/** What is drawn is of no more use: something has changed in it. */
export function outdate() {
  last = null;
}

/** Draw all of the picture: something has changed. */
export function drawAll() {
  outdate();
  stage.network.redraw();
}

function now({ canvas: { frame: { canvas: { width, height } } }, body: { view } }) {
  return { ...view.translation, scale: view.scale, width, height };
}

/** How many of the canvas's pixels it has moved; null where more than that has changed, or the pixels would be blurred. */
function shift(network) {
  const here = now(network);
  if (!isDragged || !last || ['scale', 'width', 'height'].some((key) => here[key] !== last[key])) return null;
  const by = ['x', 'y'].map((axis) => (here[axis] - last[axis]) * network.canvas.pixelRatio);
  const whole = by.map(Math.round);
  const isSharp = by.every((pixels, at) => Math.abs(pixels - whole[at]) < 0.01);
  const isNear = Math.abs(whole[0]) < here.width / 2 && Math.abs(whole[1]) < here.height / 2;
  return isSharp && isNear && (whole[0] || whole[1]) ? whole : null;
}

/** What comes into sight, as [left, top, width, height]: a strip at one side, and one above or below. */
function strips([dx, dy], { width, height }) {
  const [wide, high] = [Math.abs(dx), Math.abs(dy)];
  const beside = [dx > 0 ? 0 : width - wide, 0, wide, height];
  const below = [0, dy > 0 ? 0 : height - high, width, high];
  return [beside, below].filter(([, , w, h]) => w && h);
}

/** Move what is drawn, and let `draw` draw the rest. */
function drawMoved(network, by, draw) {
  const { canvas: { frame, pixelRatio }, body } = network;
  const context = frame.canvas.getContext('2d');
  const fresh = strips(by, frame.canvas);
  context.save();
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.globalCompositeOperation = 'copy';
  context.drawImage(frame.canvas, ...by);
  context.globalCompositeOperation = 'source-over';
  context.beginPath();
  fresh.forEach((strip) => context.rect(...strip));
  context.clip();
  stage.fresh = fresh.map(([x, y, wide, high]) => areaOf([x, y, x + wide, y + high].map((pixels) => pixels / pixelRatio)));
  const all = body.nodeIndices;
  const inReach = areas();
  body.nodeIndices = all.filter((id) => inReach.some((area) => body.nodes[id].isBoundingBoxOverlappingWith(area)));
  draw();
  body.nodeIndices = all;
  stage.fresh = null;
  context.restore();
}

const areaOf = ([left, top, right, bottom]) => ({ left: left - ROOM, top: top - ROOM, right: right + ROOM, bottom: bottom + ROOM });

/** Where there is something to be drawn, in pixels of the screen, with some room around. */
export function freshAreas() {
  const { clientWidth, clientHeight } = stage.network.canvas.frame.canvas;
  return stage.fresh ?? [areaOf([0, 0, clientWidth, clientHeight])];
}

/** The same in the network's own measure. */
export const areas = () => freshAreas().map(({ left, top, right, bottom }) => {
  const [low, high] = [{ x: left, y: top }, { x: right, y: bottom }].map((point) => stage.network.DOMtoCanvas(point));
  return { left: low.x, top: low.y, right: high.x, bottom: high.y };
});

/** Take part in vis-network's drawing. */
export function startPanning() {
  const { network } = stage;
  const { renderer } = network;
  const draw = renderer._redraw.bind(renderer);
  renderer._redraw = (...how) => {
    if (!renderer.allowRedraw) return;
    const by = shift(network);
    if (by) drawMoved(network, by, draw);
    else draw(...how);
    last = now(network);
  };
  network.on('dragStart', ({ nodes }) => { isDragged = !nodes.length; });
  network.on('dragEnd', () => {
    if (isDragged) drawAll();
    isDragged = false;
  });
}
