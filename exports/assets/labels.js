"use strict";
// Names on the map: the most important first, none over another, and as few nodes as can be under them.

const FACES = {
  concept: "500 {}px system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
  family: "700 {}px system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif",
  paper: "italic {}px 'Iowan Old Style', Palatino, Charter, Georgia, 'Liberation Serif', serif",
};
const CELL = 4;
const LONGEST = 38;
const [NODE, TAKEN] = [1, 2];

const shortened = (text) => {
  const flat = text.replace(/\s+/g, " ").trim();
  if (flat.length <= LONGEST) return flat;
  const cut = flat.slice(0, LONGEST);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), LONGEST - 12)).replace(/[\s:,;.–-]+$/, "")}…`;
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

class Labels {
  constructor(ctx, width, height, colours) {
    Object.assign(this, { ctx, colours, occupied: new Occupied(width, height) });
    ctx.textAlign = "center";
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
  }

  // A small node may lie under the name of a great one; a large node under none.
  keepClear({ x, y }, radius, large = 6) {
    this.occupied.fill({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius }, radius >= large ? TAKEN : NODE);
  }

  keepClearBox(box) { this.occupied.fill(box, TAKEN); }

  // Below, above, beside or aslant of its node; where there is no room, nowhere, unless it must.
  write(node, { x, y }, radius, { size, face = "concept", hidden = 0, must = false }) {
    this.ctx.font = FACES[node.kind === "paper" ? "paper" : face].replace("{}", size);
    const text = shortened(node.label);
    const half = this.ctx.measureText(text).width / 2, down = radius + size * 0.6 + 3, aside = radius + half + 6, slant = half * 0.8;
    const spots = [[x, y + down], [x + aside, y], [x - aside, y], [x, y - down],
      [x + slant, y + down], [x - slant, y + down], [x + slant, y - down], [x - slant, y - down]];
    const box = ([cx, cy]) => ({ left: cx - half - 3, top: cy - size * 0.55, right: cx + half + 3, bottom: cy + size * 0.55 });
    const priced = spots.map((spot) => ({ spot, cost: this.occupied.cost(box(spot)) }));
    const best = priced.reduce((one, other) => (other.cost < one.cost ? other : one));
    if (best.cost > hidden && !must) return false;
    this.occupied.fill(box(best.spot), TAKEN);
    this.ctx.strokeStyle = this.colours.ground;
    this.ctx.lineWidth = 3.5;
    this.ctx.strokeText(text, ...best.spot);
    this.ctx.fillStyle = node.kind === "paper" ? this.colours.ink : this.colours[`${node.kind}-text`];
    this.ctx.fillText(text, ...best.spot);
    return true;
  }
}
