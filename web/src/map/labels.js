// Names on the map: the most important first, none over another, and as few nodes as can be under them.

export const FACES = {
  concept: "500 {}px system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
  family: "700 {}px system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
  paper: "italic {}px 'Iowan Old Style', Palatino, Charter, Georgia, 'Liberation Serif', serif",
  region: "600 {}px 'Iowan Old Style', Palatino, Charter, Georgia, 'Liberation Serif', serif",
};
const CELL = 4;
const LONGEST = 38;
const [NODE, TAKEN] = [1, 2];

export const shortened = (text, longest = LONGEST) => {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= longest) return flat;
  const cut = flat.slice(0, longest);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), longest - 12)).replace(/[\s:,;.–-]+$/, "")}…`;
};

// Which cells of the screen hold a node, and which are taken by a name or a control.
class Occupied {
  constructor(width, height) {
    this.columns = Math.max(Math.ceil(width / CELL), 1);
    this.rows = Math.max(Math.ceil(height / CELL), 1);
    this.cells = new Uint8Array(this.columns * this.rows);
  }

  bounds({ left, top, right, bottom }) {
    const within = (value, most) => Math.min(Math.max(Math.floor(value / CELL), 0), most - 1);
    return [within(left, this.columns), within(right, this.columns), within(top, this.rows), within(bottom, this.rows)];
  }

  fill(box, value) {
    const [c0, c1, r0, r1] = this.bounds(box);
    for (let r = r0; r <= r1; r += 1) {
      const row = r * this.columns;
      for (let c = c0; c <= c1; c += 1) this.cells[row + c] = Math.max(this.cells[row + c], value);
    }
  }

  // The share of a box that nodes hold; infinite where it is taken or leaves the screen.
  cost(box) {
    if (box.left < 2 || box.top < 2 || box.right > this.columns * CELL - 2 || box.bottom > this.rows * CELL - 2) return Infinity;
    const [c0, c1, r0, r1] = this.bounds(box);
    let held = 0;
    for (let r = r0; r <= r1; r += 1) {
      for (let c = c0; c <= c1; c += 1) {
        const cell = this.cells[r * this.columns + c];
        if (cell === TAKEN) return Infinity;
        held += cell;
      }
    }
    return held / ((c1 - c0 + 1) * (r1 - r0 + 1));
  }
}

const widths = new Map();
const widthOf = (ctx, text) => {
  const key = `${ctx.font} ${text}`;
  if (!widths.has(key)) widths.set(key, ctx.measureText(text).width);
  return widths.get(key);
};

// Places names for one view; `placed` then says what stands where, so that the view can be moved or copied as it is.
export class Labels {
  constructor(ctx, width, height, colours) {
    Object.assign(this, { ctx, colours, placed: [], occupied: new Occupied(width, height) });
  }

  // A small node may lie under the name of a great one; a large node under none.
  keepClear({ x, y }, radius, large = 6) {
    this.occupied.fill({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }, radius >= large ? TAKEN : NODE);
  }

  keepClearBox(box) { this.occupied.fill(box, TAKEN); }

  // Below, above, beside or aslant of its node; where there is no room, nowhere, unless it must.
  write(node, { x, y }, radius, { size, face = "concept", hidden = 0, must = false, colour = null, away = null }) {
    const font = FACES[node.kind === "paper" ? "paper" : face].replace("{}", size);
    this.ctx.font = font;
    const text = shortened(node.label);
    const half = widthOf(this.ctx, text) / 2, down = radius + size * 0.6 + 3, aside = radius + half + 6, slant = half * 0.8;
    const offsets = [[0, down], [aside, 0], [-aside, 0], [0, -down], [slant, down], [-slant, down], [slant, -down], [-slant, -down]];
    if (away) offsets.sort((a, b) => (b[0] - a[0]) * away.x + (b[1] - a[1]) * away.y); // first on the side that leads away
    const box = ([dx, dy]) => ({ left: x + dx - half - 3, top: y + dy - size * 0.55, right: x + dx + half + 3, bottom: y + dy + size * 0.55 });
    let best = null, least = Infinity;
    for (const offset of offsets) {
      const cost = this.occupied.cost(box(offset));
      if (cost < least) [best, least] = [offset, cost];
      if (!least) break;
    }
    if (least > hidden && !must) return false;
    best ??= offsets[0];
    this.occupied.fill(box(best), TAKEN);
    this.placed.push({ node, radius, offset: best, text, font, size,
      colour: colour ?? (node.kind === "paper" ? this.colours.ink : this.colours[`${node.kind}-text`]) });
    return true;
  }

  // A name that belongs to a place rather than to a node, where there is room for it.
  writeAt(anchor, { x, y }, text, size, face, colour, spacing = 0) {
    const font = FACES[face].replace("{}", size);
    this.ctx.font = font;
    const half = (widthOf(this.ctx, text) + text.length * spacing) / 2;
    const box = { left: x - half - 4, top: y - size * 0.6, right: x + half + 4, bottom: y + size * 0.6 };
    if (this.occupied.cost(box) === Infinity) return false;
    this.occupied.fill(box, TAKEN);
    this.placed.push({ anchor, radius: 0, offset: [0, 0], text, font, size, colour, spacing });
    return true;
  }
}

export const drawLabels = (ctx, placed, ground, spotOf) => {
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  ctx.lineWidth = 3.5;
  ctx.strokeStyle = ground;
  for (const label of placed) {
    const spot = spotOf(label);
    if (!spot) continue;
    const [x, y] = [spot.x + label.offset[0], spot.y + label.offset[1]];
    ctx.font = label.font;
    ctx.letterSpacing = `${label.spacing ?? 0}px`;
    ctx.strokeText(label.text, x, y);
    ctx.fillStyle = label.colour;
    ctx.fillText(label.text, x, y);
  }
  ctx.letterSpacing = "0px";
};
