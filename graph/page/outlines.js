// The symbols of vis-network as outlines around (0, 0), for a radius of 1: the same shapes outside of a canvas.

const corners = (number, radiusOf, turn = 0) => Array.from({ length: number }, (_, at) => {
  const angle = (2 * Math.PI * at) / number + turn;
  return [radiusOf(at) * Math.cos(angle), radiusOf(at) * Math.sin(angle)];
});

const TRIANGLE = [[0, -1.0117], [1.15, 0.9802], [-1.15, 0.9802]];
const STAR = corners(10, (at) => (at % 2 ? 0.41 : 1.066), -Math.PI / 2).map(([x, y]) => [x, y + 0.082]);

const OUTLINES = {
  square: [[-1, -1], [1, -1], [1, 1], [-1, 1]],
  diamond: [[0, 1], [1, 0], [0, -1], [-1, 0]],
  hexagon: corners(6, () => 1),
  triangle: TRIANGLE,
  triangleDown: TRIANGLE.map(([x, y]) => [x, -y]),
  star: STAR,
};

/** The corners of a symbol in pixels; null for those that are round, and for shapes that are not ours. */
export const outlineAt = (shape, x, y, radius) => OUTLINES[shape]?.map(([dx, dy]) => [x + dx * radius, y + dy * radius]) ?? null;
